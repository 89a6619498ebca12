# The elements' controls and notes. Verbs on controls; what is wrong is said with how to mend it.

answer-label = The answer
answer-waiting = Working out the first answer…
answer-one-strategy = This model has one course of action only, so there is nothing to compare.
answer-none = There is no answer for these figures yet.

pick-model = Scenario
pick-comparison = What if we…

progress-label = How much is worked out
progress-running = Working out { $count } futures…
progress-so-far = A rough answer so far, from { $done } of { $count } futures…
progress-settled = Worked out from { $count } simulated futures.
progress-stopped = Stopped. This answer rests on { $count } simulated futures.
progress-last = This is the last answer that could be worked out.
stop = Stop
go-on = Go on
stopped = Stopped.

show-table = Show as a table
show-picture = Show as a picture

controls-title = Try your own figures
assumptions-title = { $count ->
    [0] All other assumptions
    [one] All other assumptions ({ $count } figure changed)
   *[other] All other assumptions ({ $count } figures changed)
}
assumptions-subtitle = Every figure behind this answer, with what it rests on. Change any of them.
group-studies = What studies found
group-official = Official figures
group-assumed = Assumptions that nobody has measured
notes-title = About this model, its sources and its limits

know = I know this
reset = Reset
reset-all = Take back all changes
changed-mark = Changed
share-part = { $name }: { $share } of 100

unit-pounds = £
unit-of-hundred = of 100
unit-years = years
unit-months = months
figure-pounds = £{ $number }
figure-of-hundred = { $number } of 100
figure-years = { $number } years
figure-months = { $number } months
figure-other = { $number } { $unit }

field-empty = Write a number, for example { $example }. Until then the last one counts.
field-not-a-number = Write this as a number, for example { $example }. Until then the last one counts.
field-not-of-hundred = Write so many of 100: a number from 0 to 100, for example { $example }. Until then the last one counts.
field-below-zero = This cannot be below 0. Write a number like { $example }. Until then the last one counts.
field-refused = The spread of what is known cannot be moved there. Write another number, or press “{ know }” and write it again. Until then the last one counts.

about = About this figure
about-of = : { $label }
about-assumption = Assumed: { $text }
about-prices = In { $year } prices; the answer turns it into its own.
about-nation = A figure for { $nation }.
source-what = { $what }: { $figure }.
source-by = ({ $publisher }, { $year })

evidence-trial = Trial
evidence-matched = Matched comparison
evidence-before-after = Before and after
evidence-claim = Claim
evidence-official = Official figure
evidence-assumption = Assumption
evidence-sourced = Sourced

lives-title = What changes for people
lives-subtitle = Averages over all simulated futures, and what 90 of 100 futures lie between. A plus is more, a minus is fewer.
lives-what = What
lives-difference = Difference
lives-range = 90 of 100 futures
lives-from-to = { $low } to { $high }
lives-caption = Outcomes on both sides and their difference
not-counted = not counted

faults-model = { $count ->
    [one] This model cannot be used yet: { $count } thing to mend
   *[other] This model cannot be used yet: { $count } things to mend
}
faults-link = Some figures of this link are not in this model any more. The others are used.
faults-run = These figures give no answer. What is shown is the last that did.
fault-place = line { $line }, column { $column }

share = Copy a link to this
share-link = Link to this scenario
share-copied = Link to this scenario, copied
run-draws = Run { $count } futures
other-seed = Try other random numbers

# Shown where the engine has broken: it cannot be asked for words then.
stopped-engine = Something went wrong here and the calculation has stopped. Your figures are kept.
reload = Reload this scenario
start-again = Start again with the figures of this page
