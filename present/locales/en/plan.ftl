# The plan: our plan, our steps, our words. Calm and warm; nothing to win.

plan-somebody = somebody
plan-no-longer-on-map = somebody who is no longer on the map
plan-not-said = not said
plan-no-date = no date
plan-life-event = something happened

# Ladders, journeys, stars.
plan-says = { $voice } says { $rating }
plan-gap = { $said }: { $gap } apart. What does each of you see?
plan-gap-none = { $said }: you see it alike.
plan-ladder = { $voice } says { $rating } of 10.
plan-ladder-ends = { $voice } says { $rating }, where 0 is “{ $low }” and 10 is “{ $high }”.
plan-ladder-caption = Where everybody stands, 0 to 10: { $goal }
plan-journey-caption = Ratings and life events over time: { $goal }
plan-column-voice = Who
plan-column-who = Who, or what happened
plan-column-low = What 0 means
plan-column-high = What 10 means
plan-column-first = At first
plan-column-now = Now
plan-column-date = When
plan-column-rating = Rating
plan-column-area = Area
plan-column-goal = Goal
plan-trend-early = { $voice }: too early to say which way it goes. { $count ->
    [one] There is one rating so far; it takes { $enough }.
   *[other] There are { $count } ratings with a date so far; it takes { $enough }.
}
plan-trend-one-day = { $voice }: too early to say which way it goes. All ratings are of one day.
plan-trend-up = { $voice }: going up, by about { $month } a month{ $range ->
    [none] .
   *[some] {" "}(likely between { $low } and { $high }).
}
plan-trend-down = { $voice }: going down, by about { $month } a month{ $range ->
    [none] .
   *[some] {" "}(likely between { $low } and { $high }).
}
plan-trend-same = { $voice }: staying the same.
plan-trend-unclear = { $voice }: up and down, with no clear direction so far.
plan-flag = { $number } { $event }, { $date }
plan-event-on = On { $date }: { $event }.
plan-star-title = { $voice }: at first, and now
plan-star-arm = { $area }: { $first } at first, { $last } now.
plan-star-caption = Areas of life, 0 to 10: { $voice }
plan-arm = { $area } { $rating }

# Steps.
plan-times = Done { $done ->
    [0] never so far
    [one] once
    [2] twice
   *[other] { $done } times
}{ $missed ->
    [0] .
    [one] , one time it did not work out.
   *[other] , { $missed } times it did not work out.
}
plan-kept-up = Lately about { $tenths } times in 10.
plan-helps = { $names } { $count ->
    [one] helps.
   *[other] help.
}
plan-asked-by = Asked for by { $name }.
plan-due = Until { $date }.
plan-alike = “{ $one }” (asked for by { $by-one }) and “{ $other }” (asked for by { $by-other }) say much the same.
plan-carried = { $all ->
    [one] One step:
   *[other] { $all } steps:
} { $family } carried by family and friends alone, { $both } together with services, { $services } by services alone, { $nobody } by nobody yet{ $not-known ->
    [0] .
   *[other] , { $not-known } where it is not known who is paid to help.
}

# Whose words.
plan-whose = { $voice }’s goal, in { $voice }’s own words.
plan-whose-written = { $voice }’s goal, written down by { $author }.
plan-since = Since { $date }.
plan-words = { $voice }: { $goals ->
    [one] one goal
   *[other] { $goals } goals
} and { $steps ->
    [one] one step
   *[other] { $steps } steps
}{ $others ->
    [0] , all in { $voice }’s own words.
    [one] ; one of these was written down by somebody else.
   *[other] ; { $others } of these were written down by somebody else.
}
plan-words-nobody = Nobody is named for { $goals ->
    [one] one goal
   *[other] { $goals } goals
} and { $steps ->
    [one] one step
   *[other] { $steps } steps
}.
plan-words-title = Whose words these are
plan-alike-title = What several people asked for
plan-reached = Reached.
plan-aside = Set aside for now.
plan-aloud-step = A step: { $text }.
plan-other-steps = Other steps
plan-happened = What happened

# Plain text for a case system.
plan-plain-title = The plan as the family keeps it, { $date }
plan-plain-note = Words are those of whoever is named. Ratings are each person’s own and are not averaged. Anything meant for some people only is left out.
plan-plain-goal = GOAL: { $text }
plan-plain-step = - { $text }.
plan-plain-entry-event = { $date }: { $text }
plan-plain-entry-note = { $date }, { $voice }: { $text }
plan-plain-entry-correction = { $date }, corrected by { $voice }: { $text }

# The story of a goal.
plan-story-goal = { $voice } set a goal: “{ $text }”
plan-story-wording = It was put into new words: “{ $text }”
plan-story-step = A step joined: “{ $text }”
plan-story-done = Done: { $what }
plan-story-missed = Not this time: { $what }
plan-story-reached = The goal is reached.
plan-story-rating = { $voice } said { $rating } of 10.
plan-story-event = { $text }
plan-story-note = { $voice }: “{ $text }”
plan-story-media = { $text }
plan-story-correction = { $voice } corrected: “{ $text }”
plan-story-aside = Set aside: { $what }
plan-story-again = Taken up again: { $what }
plan-story-help = { $names } will help: { $what }
plan-story-help-nobody = Nobody helps any more: { $what }
plan-story-consent = { $voice } agreed that the story of “{ $what }” may be told: { $purpose }
plan-story-withdrawn = { $voice } took back that the story of “{ $what }” may be told.
plan-story-attainment = How far it got was written down.
plan-story-scale = A questionnaire joined: { $text }
plan-story-score = { $voice } answered a questionnaire.

# The team's view.
plan-team-reached = Reached: { $goal }
plan-team-moved = { $goal } – { $trend }

# The element.
plan-title = Our plan
plan-begin-title = What would you like to be different?
plan-begin = Begin
plan-example-hint = Or look at a made-up plan first. Nobody in it is real.
plan-example-school = Example: back to school
plan-example-home = Example: a place of my own
plan-do-example = a made-up plan
plan-ex-jo = Jo
plan-ex-mum = Mum
plan-ex-sue = Sue
plan-ex-gran = Gran
plan-ex-kay = Kay
plan-ex-raj = Raj
plan-ex-ash = Ash
plan-ex-area-school = school
plan-ex-area-home = home
plan-ex-area-people = people
plan-ex-goal-school = Example, made up: go to school without a tummy ache
plan-ex-goal-mornings = Example, made up: mornings without shouting
plan-ex-goal-flat = Example, made up: a flat with a door of my own
plan-ex-goal-sunday = Example, made up: not be alone on Sundays
plan-ex-step-walk = Gran walks with me on Fridays
plan-ex-step-teacher = Talk with the teacher about break time
plan-ex-step-bags = Pack bags the evening before
plan-ex-step-visit = Look at three flats
plan-ex-step-cook = Cook with Ash on Sundays
plan-ex-asked-school = the school
plan-ex-event-move = Dad moved out
plan-ex-note-lunch = I sat with Ali at lunch.
plan-ex-correction = I did go, but late.
plan-ex-jo-low = I stay in bed
plan-ex-jo-high = I run there
plan-ex-mum-low = a fight every morning
plan-ex-mum-high = like before the move
plan-ex-kay-low = no idea where
plan-ex-kay-high = I have the key
plan-ex-raj-low = nothing applied for
plan-ex-raj-high = tenancy signed
plan-goal-label = In your own words: what should be different?
plan-goal-hint = One thing is enough. Say it as you would say it at home.
plan-goal-needs-words = Write a few words first: what should be different?
plan-goal-another = Set another goal
plan-goal-whose = Whose words are these?
plan-goal-area = Area of life, if you like (home, school, health …)
plan-goal-add = Keep this goal
plan-goal-set = The goal is kept.
plan-goal-change = New words, reached, set aside
plan-goal-reach = We got there
plan-goal-aside = Set aside for now
plan-goal-again = Take up again
plan-goal-reached = You got there.
plan-goal-was-reached = You got there. It is on the card.
plan-goal-set-aside = Set aside. It stays under “Set aside for now”.
plan-goal-taken-up = Taken up again.
plan-thanks = Take a moment to be glad of it.
plan-thanks-helpers = Take a moment to be glad of it, with { $names }.
plan-aside-title = Set aside for now

plan-voice-name = Name, initials or role
plan-voice-kind = Who that is
plan-voice-language = Language
plan-voice-add = Add
plan-voice-added = Added.
plan-voice-other = Somebody else
plan-voice-needs-name = Write a name, initials or a role first.
plan-language-page = as on this page
# Code and own name of each.
plan-languages = en English, cy Cymraeg, ar العربية, bn বাংলা, cs čeština, es español, fa فارسی, fr français, gu ગુજરાતી, hi हिन्दी, hu magyar, it italiano, ku kurdî, lt lietuvių, pa ਪੰਜਾਬੀ, pl polski, ps پښتو, pt português, ro română, ru русский, sk slovenčina, so Soomaali, sq shqip, ta தமிழ், ti ትግርኛ, tr Türkçe, uk українська, ur اردو, vi tiếng Việt, yo Yorùbá, zh 中文
plan-kind-child = child
plan-kind-young-person = young person
plan-kind-parent = parent
plan-kind-family = family
plan-kind-carer = carer
plan-kind-friend = friend
plan-kind-worker = worker
plan-kind-other = somebody else
plan-writer = Who is writing?
plan-writer-is = { $name } is writing
plan-writer-nobody = Who is writing?
plan-who-first = First say who is speaking.

plan-sees-all = Everybody may see this
plan-sees-some = Only some may see this
plan-sees-which = Tick those who may see it. Nobody ticked means everybody. Copies made for others leave it out.

plan-rate = Rate
plan-rate-together = Everybody rates
plan-rate-who = Who says this?
plan-rate-anybody = Where is it today, 0 to 10?
plan-rate-legend = { $voice }: where is it today, 0 to 10?
plan-rate-legend-ends = { $voice }: from 0, “{ $low }”, to 10, “{ $high }”
plan-low = What would 0 be?
plan-high = What would 10 be?
plan-faces = Faces in place of numbers
plan-face-0 = very sad face, 0 of 10
plan-face-1 = sad face, 2.5 of 10
plan-face-2 = face in between, 5 of 10
plan-face-3 = happy face, 7.5 of 10
plan-face-4 = very happy face, 10 of 10
plan-of-ten = { $rating } of 10

plan-steps-title = Small steps
plan-step-label = A small step
plan-step-add = Add this step
plan-step-added = The step is added.
plan-step-needs-words = Write a few words first: what is the step?
plan-step-more = Who helps, who asked for it, until when
plan-step-asked = Asked for by (leave empty if it is your own)
plan-step-due = Until
plan-step-whose = Whose words are these?
plan-step-done = Done
plan-step-missed = Not this time
plan-step-done-name = Done: { $step }
plan-step-missed-name = Not this time: { $step }
plan-step-was-done = That is done.
plan-step-was-missed = Not this time. That happens.
plan-step-change = Change
plan-step-aside = Set this step aside
plan-step-set-aside = Set aside. Nothing is lost.
plan-step-again = Take up again
plan-step-taken-up = Taken up again.
plan-step-alone = Whoever helped with this is no longer on the map. Who else could?
plan-who-helps = Who helps
plan-helper-new = Somebody who is not on the map yet
plan-help-do = Change who helps
plan-help-changed = Changed.
plan-reword = New words
plan-reword-do = Use these words
plan-reworded = The new words are on the card. The old ones stay in what was written.
plan-aloud-a-step = A step:

plan-ladder-table = The ladder as a table
plan-journey-title = The way so far
plan-journey-none = Nobody has rated this yet.
plan-notes-title = Notes, photos, voice
plan-notes-all = Notes, photos and voice about everything
plan-note-label = A note
plan-note-add = Keep this note
plan-kept = Kept.
plan-photo-label = A photo
plan-photo-hint = Its place and time are taken out before it is kept.
plan-photo-words = What is to be seen
plan-photo-add = Keep this photo
plan-photo-choose = Choose a photo first.
plan-photo-needs-words = Say in a few words what is to be seen, for those who do not see it.
plan-photo-not = This is no picture that this browser can read. Choose a JPEG or PNG.
plan-media-broken = This picture cannot be shown here.
plan-sound = A recording
plan-sound-words = What the recording is about
plan-sound-begin = Record
plan-sound-end = Stop and keep
plan-sound-begun = Recording.
plan-sound-hint = It stays in this page. Nothing is sent.
plan-sound-refused = The microphone may not be used here. A note does as well.
plan-sound-empty = Nothing was recorded, so nothing is kept. Look whether the microphone is on, and speak before you stop.
plan-sound-too-long = The recording is too long for the file, and is not kept. Try again in shorter parts, of up to about five minutes.
plan-sound-lost = The browser did not hand the recording over. Try again, or write a note.
plan-sound-not-here = This page cannot record. A note does as well.
plan-events-title = What happened in life
plan-events-hint = A move, a birth, a hard Christmas: it stands on every way so far as a flag, so that numbers are read with it.
plan-event-label = What happened
plan-event-day = When
plan-event-add = Keep this

plan-star-heading = Areas of life
plan-star-none = A star is drawn when one person has rated goals in three areas of life.
plan-words-none = Nothing is written yet.
plan-alike-none = Nobody asked for the same thing twice, as far as words can tell.
plan-carried-title = Who carries the steps
plan-carried-over = Over time
plan-share-caption = Who carries the open steps, from each change on
plan-share-family = family and friends alone
plan-share-both = together with services
plan-share-services = services alone
plan-share-nobody = nobody yet
plan-share-not-known = not known who is paid to help
plan-share-none = No step has been added yet.
plan-alone-some = These steps have nobody now, because whoever helped is no longer on the map:
plan-alone-none = No step has lost everybody who helped.
plan-back-switch = When services step back
plan-back-some = These steps would have nobody:
plan-back-none = Every step with helpers would still have somebody.

plan-visit-begin = Write down a visit
plan-visit-title = Write down a visit
plan-visit-who = Who says this?
plan-visit-note = A note, if you like
plan-visit-day = Day
plan-visit-keep = Keep this visit
plan-visit-kept = The visit is kept.
plan-visit-empty = Touch a number, a step, or write a note first.

plan-meeting-who = Who takes part? They rate in this order.
plan-meeting-two = It takes at least two.
plan-meeting-begin = Begin
plan-meeting-pass = Pass it to { $name }. Nobody else looks.
plan-meeting-here = I am { $name }
plan-meeting-ready = Everybody has said.
plan-meeting-reveal = Show all together
plan-meeting-shown = All ratings are shown.
plan-meeting-talk = What does each of you see that the others do not?
plan-back = Back to the plan

plan-read-aloud = Read aloud
plan-read-all = Read it all aloud
plan-hush = Stop reading
plan-no-voice = This device has no voice of its own for { $langs }. Voices from elsewhere are not used: they would send the words away.
plan-no-voice-at-all = This browser cannot read aloud.

plan-story-title = The story
plan-story-not-yet = The story can be printed when whoever’s goal it is agrees, and nobody who agreed has taken it back.
plan-story-print = Print the story
plan-story-foot = Whoever agreed can take it back at any time.
plan-consent-title = May this story be told?
plan-consent-who = Who agrees?
plan-consent-purpose = What for, and to whom
plan-consent-give = Write down that they agree
plan-consent-given = Written down.
plan-consent-needs-purpose = Write what for first: nobody can agree to everything.
plan-consent-holds = { $voice } agreed on { $date }: { $purpose }.
plan-consent-back = { $voice } took it back on { $date }: { $purpose }.
plan-consent-take-back = Take it back
plan-consent-taken-back = Taken back. The story is no longer printed.

plan-take-files = The plan as another kind of file
plan-print-plan = Print the plan for the fridge
plan-print-blank = Print blank sheets
plan-print-not = This page cannot print. Open the plan in its own tab.
plan-save-text = Save as plain text
plan-save-table = Everything written, as a table (CSV)
plan-save-fhir = For a health record system (FHIR)
plan-nothing-for-all = There is nothing here that everybody may see.
plan-files-hint = Text, table and FHIR leave out whatever is meant for some people only. To keep all of it, or to give somebody a copy of their own, use Save.
plan-save-calendar = Save reminders for a calendar
plan-calendar-words = with the words of the steps
plan-calendar-hint = Calendars show on locked screens and are often shared: without the words they say only “A step in our plan”.
plan-calendar-step = A step in our plan
plan-calendar-none = No step has a day. Give one an “until” first.
plan-file-text = our-plan
plan-file-calendar = our-steps
plan-saved = Saved.
plan-not-saved = This page cannot save files. Open the plan in its own tab.
plan-nothing-here = This page can neither print nor save. Open the plan in its own tab.
plan-text-title = Plain text for a case system
plan-text-hint = To copy or save. Nothing that is meant for some people only is in it.
plan-written-title = Everything that was written
plan-written-hint = Nothing is overwritten: a correction stands beside what it corrects.
plan-written-by = written down by { $name }
plan-correct = Correct
plan-correct-name = Correct: { $text }
plan-correct-label = What is right
plan-correct-do = Put it beside
plan-corrected = The correction stands beside it.

plan-paper-title = Our plan
plan-blank-whose = Whose words:
plan-blank-date = Date:
plan-blank-name = Name:
plan-blank-low = 0 means
plan-blank-high = 10 means
plan-blank-step = A small step
plan-blank-asked = Who asked for it
plan-blank-done = Done
plan-blank-happened = What happened
plan-blank-ladders = Where is it today?
plan-blank-ladders-hint = One ladder for each person. Write what 0 and 10 mean to you, then ring a number.

# Steps that can be undone.
plan-do-goal = set a goal
plan-do-goal-done = goal reached
plan-do-goal-aside = goal set aside
plan-do-goal-again = goal taken up again
plan-do-voice = add a person
plan-do-rate = rate
plan-do-step = add a step
plan-do-done = step done
plan-do-missed = not this time
plan-do-aside = step set aside
plan-do-again = step taken up again
plan-do-help = change who helps
plan-do-wording = new words
plan-do-note = note
plan-do-media = photo or recording
plan-do-event = life event
plan-do-consent = consent
plan-do-withdrawn = consent taken back
plan-do-correction = correction
plan-do-visit = visit
plan-do-meeting = everybody’s ratings

# The team's view.
plan-team-title = Several families’ plans
plan-team-hint = Open the files that families gave you. They are read in this page and sent nowhere. There is no order of merit: they stand as you opened them.
plan-team-files = Files of plans
plan-team-opened = { $count ->
    [one] One plan is open.
   *[other] { $count } plans are open.
}
plan-team-refused = { $name }: { $why }
plan-team-unlock = Passphrase of { $name }
plan-team-unlock-do = Open { $name }
plan-team-changed = { $name } was changed since it was locked, as browsers do that save a page anew. What is locked in it is as it was, if the passphrase opens it.
plan-team-close = Close { $name }
plan-team-few = Nothing is added up for fewer than { $least } families.
plan-team-together = Of { $families } families, { $with } have a child in their plan; in { $heard } of these every child was heard in the last { $days } days. In { $moved } a goal moved or was reached. Of { $all } goals and steps, { $own } are in a child’s own words and { $written } in a child’s words that somebody else wrote down.
plan-team-heard-title = Who was heard
plan-team-never = { $name } has not said anything yet.
plan-team-heard = { $days ->
    [0] { $name } was heard today.
    [one] { $name } was heard yesterday.
   *[other] { $name } was heard { $days } days ago.
}
plan-team-not-heard = { $name } has not been heard for { $days } days.
plan-team-moved-title = Goals that moved
plan-team-not-moved = None so far, or too early to say.
plan-team-words-title = Children’s own words
plan-team-own = { $all ->
    [0] There are no goals and steps yet.
   *[other] { $own } of { $all } goals and steps are in a child’s own words{ $written ->
        [0] .
        [one] ; one more is in a child’s words that somebody else wrote down.
       *[other] ; { $written } more are in a child’s words that somebody else wrote down.
    }
}

# Figures for those who need them.
plan-figures-title = Figures for those who need them
plan-figures-none = Nothing to work out yet.
plan-attainment = Goal attainment: T score { $t }. 50 is what was expected of all goals that have a level; it says nothing of why.
plan-scale-more = { $name }, { $voice }: { $first } at first, { $last } now. That is bigger than this scale usually wobbles; it proves nothing.
plan-scale-wobbles = { $name }, { $voice }: { $first } at first, { $last } now. That is no more than this scale usually wobbles.
plan-scale-not-known = { $name }, { $voice }: { $first } at first, { $last } now. How much this scale wobbles is not known.
plan-level = How far it got, beside what was expected
plan-level-2 = much more than expected
plan-level-1 = more than expected
plan-level-0 = as expected
plan-level--1 = less than expected
plan-level--2 = much less than expected
plan-level-keep = Write it down
plan-do-attainment = how far it got
