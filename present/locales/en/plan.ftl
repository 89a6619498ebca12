# The plan: our plan, our steps, our words. Calm and warm; nothing to win.

plan-somebody = somebody
plan-no-longer-on-map = somebody who is no longer on the map
plan-not-said = not said
plan-no-date = no date
plan-life-event = something happened
plan-date-day = { $day } { $month } { $year }
plan-date-month = { $month } { $year }
plan-month-1 = January
plan-month-2 = February
plan-month-3 = March
plan-month-4 = April
plan-month-5 = May
plan-month-6 = June
plan-month-7 = July
plan-month-8 = August
plan-month-9 = September
plan-month-10 = October
plan-month-11 = November
plan-month-12 = December

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
plan-trend-up = { $voice }: going up, by about { $month } a month (likely between { $low } and { $high }).
plan-trend-down = { $voice }: going down, by about { $month } a month (likely between { $low } and { $high }).
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
plan-story-consent = { $voice } agreed that the story may be told: { $purpose }
plan-story-withdrawn = { $voice } took back that the story may be told.
plan-story-attainment = How far it got was written down.
plan-story-scale = A questionnaire joined: { $text }
plan-story-score = { $voice } answered a questionnaire.

# The team's view.
plan-team-reached = Reached: { $goal }
plan-team-moved = { $goal } – { $trend }
