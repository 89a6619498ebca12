# The file families can keep, and what is said while it is saved, locked, opened and forgotten.
# The title is neutral: whoever sees the file's name or a tab learns nothing.

keep-page-title = Our notes
keep-page-intro = This page belongs to the people who made it. Nobody sees it until you show them.
keep-page-reopen = To change this, open this file again in the page where it was made. The file holds everything that is shown here. It sends nothing anywhere.
keep-page-unlock = To open this, choose this file in the page where it was made and give the passphrase.
keep-page-locked = This page is locked with a passphrase.
keep-page-locked-lost = Without the passphrase nobody can open it, not even those who made the program.
keep-page-help = Help now
keep-page-partly = Parts of this are not for everybody. Give others a copy made for them, not this file.

keep-file-name = our-notes
keep-file-name-locked = our-notes-locked


# The map in words.
keep-map = Who is around { $name }
keep-map-nobody = Who is around
keep-map-drawn = Drawn by { $name }.
keep-map-date = As it was on { $date }.
keep-map-empty = Nobody is on this map yet.
keep-map-people = Everybody on this map
keep-column-name = Name
keep-column-kind = What they are
keep-column-ring = How close
keep-column-helps = Helps with
keep-column-more = More
keep-kind-role = { $role }, { $kind }
keep-ring-1 = closest
keep-ring-2 = close
keep-ring-3 = around
keep-ring-4 = further out
keep-ring-5 = at the edge
keep-state-lost = lost touch
keep-state-could = could be there
keep-direction-both = support goes both ways
keep-direction-gives = gives support
keep-direction-gets = gets support
keep-quality-good = it feels good
keep-quality-mixed = it feels mixed
keep-quality-difficult = it feels difficult
keep-contact-daily = in touch every day
keep-contact-weekly = in touch every week
keep-contact-monthly = in touch every month
keep-contact-yearly = in touch every year
keep-contact-never = not in touch
keep-since = since { $date }
keep-until = until { $date }
keep-until-age = until the age of { $age }
keep-chosen = we chose them
keep-paid = paid to be there
keep-through = known through { $name }
keep-stays = chance of still being there: { $chance } of 100
keep-map-groups = Households and groups
keep-group = { $name }: { $members }
keep-group-together = { $name }: { $members }. They would leave together.
keep-map-ties = Who is tied to whom
keep-tie = { $one } and { $other }
keep-tie-more = { $one } and { $other }: { $more }
keep-map-notes = Notes
keep-note-about = About { $name }: { $text }
keep-map-views = What others say
keep-view = { $voice } about { $name }: { $said }
keep-called = calls them { $name }

# The plan in words.
keep-plan = Our plan
keep-plan-area = Area: { $area }.
keep-plan-words-before = The words before: { $text }
keep-plan-ratings = { $voice }: { $ratings }
keep-plan-ratings-ends = { $voice }, where 0 is “{ $low }” and 10 is “{ $high }”: { $ratings }
keep-plan-rating = { $rating }
keep-plan-rating-on = { $rating } on { $date }
keep-plan-steps = Steps
keep-plan-step-more = { $text } – { $more }
keep-level-2 = Much more than expected was reached.
keep-level-1 = More than expected was reached.
keep-level-0 = What was expected was reached.
keep-level--1 = Less than expected was reached.
keep-level--2 = Much less than expected was reached.
keep-plan-story = What happened
keep-story = { $date }: { $text }
keep-plan-scales = Questionnaires
keep-scale = { $name }, { $voice }: { $scores }
keep-somebody = somebody

# Why a file is not opened: what is wrong, and what to do.
keep-refused-empty = There is nothing in this file.
    .hint = Choose another copy.
keep-refused-big = This file is too big to be one of ours.
    .hint = Files saved here have at most 192 MB. Choose the page that was saved here.
keep-refused-foreign = This file was not saved here: it is a picture, a document or something else.
    .hint = Choose the page that was saved here. Its name ends in .html.
keep-refused-page = This is a web page, but not one that was saved here.
    .hint = Choose the page that was saved here.
keep-refused-cut = The end of this file is missing, or part of it was changed.
    .hint = It may not have been copied to the end. Copy or send it again from where it was saved.
keep-refused-damaged = The locked part of this file is damaged.
    .hint = Copy or send it again from where it was saved.
keep-refused-twice = This file holds two sets of data, and we cannot tell which one is meant.
    .hint = Use the file as it was saved here.
keep-refused-later = This file was written by a later version.
    .hint = Open it with the version that wrote it, or a later one.
keep-refused-passphrase = This passphrase does not open this file, or the file was changed after it was locked.
    .hint = Check capital letters and the words’ order. Blanks at the ends do not matter.
keep-refused-changed = The page around the locked part was changed after it was locked.
    .hint = Some browsers do this when they save a page. Use the file as it was first saved or, if you know where this one comes from, open it all the same.
keep-refused-memory = There is not enough free memory to lock or unlock.
    .hint = Close other pages and try again, or do it on another device.
keep-refused-faults = What this file holds is not right.
    .hint = It was not opened, and what you have here is as it was.

# Passphrases.
keep-passphrase-advice = Take three or four words that have nothing to do with you and with each other, such as things you see from a window. Write them down and keep them somewhere else.
keep-passphrase-empty = Give a passphrase.
keep-passphrase-short = This is short. Whoever has the file could guess it by trying.
keep-passphrase-repeated = This repeats the same few letters and is easy to guess.
keep-passphrase-name = This is little more than a name that stands in the file.

# The log of a plan as a table.
keep-csv-date = Date
keep-csv-what = What
keep-csv-goal = Goal
keep-csv-step = Step
keep-csv-voice = Who says it
keep-csv-author = Written down by
keep-csv-text = Words
keep-csv-figure = Figure
keep-csv-low = 0 means
keep-csv-high = 10 means
keep-csv-asked = Asked for by
keep-csv-helps = Who helps
keep-csv-due = Until
keep-csv-id = Id
keep-entry-goal = goal
keep-entry-wording = new wording
keep-entry-step = step
keep-entry-help = who helps
keep-entry-done = done
keep-entry-missed = missed
keep-entry-aside = set aside
keep-entry-again = taken up again
keep-entry-rating = rating
keep-entry-attainment = goal attainment
keep-entry-scale = questionnaire
keep-entry-score = questionnaire score
keep-entry-event = life event
keep-entry-note = note
keep-entry-media = photo or recording
keep-entry-correction = correction
keep-entry-consent = consent to show
keep-entry-withdrawn = consent withdrawn

# The plan for other programs (FHIR).
keep-fhir-subject = the family
keep-fhir-rating = How near this goal is, from 0 to 10
keep-fhir-rating-ends = How near this goal is, from 0 ({ $low }) to 10 ({ $high })
keep-fhir-level = Goal attainment, from -2 to 2, 0 being what was expected
keep-fhir-done = done
keep-fhir-missed = missed

# What came in with another copy.
keep-came-nothing = Nothing new came in: this copy holds all that the other does.
keep-came-new = New { $part }: { $name }
keep-came-changed = Changed { $part }: { $name }
keep-came-removed = Taken away in the other copy: { $part }
keep-came-erased = Forgotten in the other copy: { $part }
keep-part-voices = voice
keep-part-maps = map
keep-part-people = person on the map
keep-part-ties = tie
keep-part-groups = group
keep-part-notes = note
keep-part-views = view
keep-part-log = entry
keep-part-media = photo or recording

# Help now. Hosts may add lines, not take any away.
help-now = Help now
help-999 = If somebody is in danger, ring 999. From a mobile, if you cannot speak: cough or tap, then press 55.
help-child = Children and young people can ring Childline at any time, free: 0800 1111.
exit-now = Leave this page quickly

# Where nothing can be saved.
keep-nowhere = Nothing can be saved where this stands.
keep-nowhere-more = The page around does not let files through. Before you begin, open it in a tab of its own, or use paper.
keep-own-tab = Open in a tab of its own

# The tools.
keep-tools = Your file
keep-save = Save
keep-open = Open
keep-away = Print and other files
keep-device = Keep on this device
keep-forget = Forget

keep-save-more = A page that you keep: it reads in any browser, prints, and opens here again. Nobody else gets it from us.
keep-for = Who is it for?
keep-for-own = Ourselves: everything is in it
keep-for-voice = { $name }: only what { $name } may see
keep-for-else = Somebody else: only what everybody may see
keep-who-can-read = Who can read it?
keep-readable = Whoever has the file
keep-locked = Only who has the passphrase as well
keep-passphrase = Passphrase
keep-passphrase-lost = If it is lost, nobody can open the file again.
keep-passphrase-show = Show what I type
keep-save-now = Save the file
keep-share = Share…
keep-nothing-yet = There is nothing to save yet. Begin first; you can save at any time.
keep-making = Making the file…
keep-locking = Locking… This takes a few seconds, so that guessing takes years.
keep-saved = Saved as { $name }, where your browser puts downloads. Look whether it is there before you close this page.
keep-save-failed = The browser did not take the file. Try another browser, or print.
keep-shared = Handed over.
keep-share-cancelled = Not shared.
keep-share-failed = This device could not share the file. Save it instead.
keep-left-out = { $count ->
    [one] One text was left out because it says a name that this reader may not see.
   *[other] { $count } texts were left out because they say a name that this reader may not see.
} Read the copy before you give it away: nobody can know nicknames.

keep-open-file = The file to open
keep-open-more = A page or file saved here, a table of people (CSV) or a network (GraphML). Choose it, or drop it here. It is read in this page and sent nowhere.
keep-reading = Reading…
keep-unreadable = The browser could not read this file. Choose it again.
keep-unlock-passphrase = The passphrase of this file
keep-unlock = Unlock
keep-unlocking = Unlocking… This takes a few seconds.
keep-open-all-the-same = I know where this file comes from: open it all the same
keep-choice = There is something here already. What shall become of it?
keep-together = Put both together
keep-in-place = Open the file instead
keep-choice-more = Put together, nothing of either is lost; what both say differently, the later word holds. Opened instead, what is here and not saved is gone.
keep-opened = The file is open.

keep-device-more = A convenience, not a safe: whoever uses this device and this browser can see it, and browsers may clear it (Safari after seven days without a visit). Keep a file as well.
keep-device-start = Keep it on this device from now on
keep-device-on = Kept on this device, after every step.
keep-device-lasts = The browser has promised not to clear it by itself.
keep-device-may-go = The browser may clear it when it needs room.
keep-device-stop = Stop, and take it off this device
keep-device-list = Kept on this device
keep-device-entry = Notes { $number }, last changed on { $date }
keep-device-go-on = Go on with notes { $number }
keep-device-remove = Take notes { $number } off this device
keep-device-removed = It is no longer kept on this device.
keep-device-opened = This is as it was kept here on { $date }.
keep-device-again = It is kept again: nothing is missing.
keep-device-cleared = The browser had cleared what was kept. What you see here has been kept again.
keep-device-forgotten = This was taken off the device in another tab, and is closed here too.
keep-device-clock = This device’s date lies before the day of the last change. Check the date: new entries would carry a wrong one. Nothing is lost by it.
keep-trouble-refused = This browser keeps nothing here: perhaps it is a private window, or its settings or the page around forbid it.
keep-trouble-full = There is no room left on this device: the last change is not kept. Save a file now.
keep-trouble-unreadable = What is kept here cannot be read. It was left as it is. Save a file now.
keep-instead = Save a file instead.

keep-forget-person = Forget somebody everywhere
keep-forget-person-more = Takes a person out of every map, out of ties, notes and steps, out of undo and out of what is kept on this device. This cannot be taken back.
keep-forget-person-now = Forget them
keep-forget-voice = { $name }, with all they said
keep-forget-entry = Forget something that was written
keep-forget-entry-more = Takes it and all that belongs to it (of a goal, its steps and ratings; of a note, its photo or recording) out of the plan, out of undo and out of what is kept on this device. This cannot be taken back.
keep-forget-entry-now = Forget it
keep-forget-choose = Choose
keep-forget-choose-first = Choose first who or what is to be forgotten.
keep-forgot = Forgotten here, in undo too.
keep-forgot-copies = Files saved before, copies that others have, and paper are as they were. Open such a copy together with this file, and it is forgotten there too.
keep-forget-all-title = Forget everything
keep-forget-all-more = Empties this page and everything that is kept on this device.
keep-forget-all = Forget everything…
keep-forget-sure = Shall everything be forgotten? It may be the only picture of this time that there is. You can save it first.
keep-forget-save-first = Save it first
keep-forget-all-now = Forget it all now
keep-forgot-all = Everything here is forgotten.
keep-forgot-not-stored = This page is empty, but what is kept on this device could not be taken away:
