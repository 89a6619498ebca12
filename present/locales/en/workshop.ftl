# The workshop: three scenes for a room. Big and short; a trainer says the rest.

workshop-title = Three scenes for a room
workshop-working = Working out the scenes on this device… { $done } of 3 are ready.
workshop-ready = All three scenes are ready. They were worked out on this device, and no network is needed.
workshop-failed = The scenes cannot be worked out here.
workshop-start = Start
workshop-start-at = Start with “{ $scene }”
workshop-scene = Scene { $number }
workshop-print = Print a handout for each scene
workshop-place = Scene { $scene } of { $scenes }, step { $step } of { $steps }
workshop-clock = { $minutes }:{ $seconds }
workshop-clock-label = Time since the start
workshop-back = Back
workshop-next = Go on
workshop-blank = Blank
workshop-full = Fill the screen
workshop-end = End
workshop-blanked = The screen is blank. Press B to show it again.
workshop-talk = To talk about
workshop-waiting = Still being worked out…
workshop-source = { $title }. { $count } simulated futures, digest { $digest }.

guess-title = Guess first, then see
guess-about = A show of hands in five bands, then the answer.
guess-question = { $subject }: over { $years }, in how many of 100 simulated futures would it cost { $payer } less?
guess-how = Hands up, band by band. Type the hands, or press the keys 1 to 5.
guess-band = { $from } to { $to } of 100
guess-word-0 = hardly ever
guess-word-1 = seldom
guess-word-2 = about as often as not
guess-word-3 = more often than not
guess-word-4 = nearly always
guess-more = One more hand for { $band }
guess-fewer = One hand fewer for { $band }
guess-typed = Hands for { $band }
guess-wrong = Write a whole number from 0 to 9,999.
guess-total = { $count ->
    [0] No hands yet.
    [one] { $count } hand so far.
   *[other] { $count } hands so far.
}
guess-room = What this room guessed
guess-mark = the model: { $share }
guess-none = Nobody had guessed.
guess-right = { $count ->
    [0] Nobody here guessed that band.
    [one] { $count } of { $total } here guessed that band.
   *[other] { $count } of { $total } here guessed that band.
}
guess-unknown = Nobody has measured how much difference this makes, so no band is right.
guess-describe = { $bands }. { $mark }
guess-reflect = What made you guess high, or low? What would you want to know before you trust this answer?
guess-handout = Before the answer is shown, put one mark in a band. Then count the room.

futures-title = One future at a time
futures-about = Single futures first, then a hundred, then all of them.
futures-intro = Nobody knows these figures exactly. So the model tries out many futures. In each, every uncertain figure takes one value that the evidence allows.
futures-intro-next = Here are ten of them, one at a time.
futures-number = Future { $number }
futures-figure = { $label }: { $figure }
futures-outcome = { $outcome }: { $before } with “{ $baseline }”, { $after } with “{ $strategy }”.
futures-less = It costs { $payer } { $money } less over { $years }.
futures-more = It costs { $payer } { $money } more over { $years }.
futures-same = It costs { $payer } the same over { $years }.
futures-pile = { $saving } of { $shown } futures so far cost less
futures-pile-subtitle = Each dot is one future: extra cost or saving over { $years }. Filled: costs less. Ring: does not.
futures-hundred = Here are the first hundred. None of them is “the” answer. How often each kind comes up is.
futures-whole = These are not the hundred from before: each dot now stands for 1 in 100 of { $count } futures.
futures-reflect = Which single future would you have told as the story of this work? What would the other dots say to that?
futures-handout = Cut out the slips, draw one after the other, and put each where it belongs on a line from “saves most” to “costs most”.

wait-title = Act now or wait?
wait-about = The same years, the same families. Only the start moves.
wait-intro = Suppose the offer starts now, or in one, two or three years. Families go on coming either way, and everything is counted to the end of the same year, year { $year }.
wait-intro-next = How much more, or less, has each cost by then than starting now?
wait-now = start now
wait-years = { $years ->
    [one] wait { $years } year
   *[other] wait { $years } years
}
wait-never = never start
wait-at = Starting now is the straight line. What lies above it has cost more than that; what lies below, less.
wait-more = If we { $course }, it has cost { $payer } { $amount } more on average by the end of year { $year } than starting now.
wait-less = If we { $course }, it has cost { $payer } { $amount } less on average by the end of year { $year } than starting now.
wait-same = If we { $course }, it has cost { $payer } the same by the end of year { $year } as starting now.
wait-cheaper = It is cheaper than starting now in { $futures }.
wait-lives-more = { $outcome }: { $difference } more on average than if we start now.
wait-lives-fewer = { $outcome }: { $difference } fewer on average than if we start now.
wait-lives-same = { $outcome }: as many on average as if we start now.
wait-chart = Extra cost so far, against starting now
wait-chart-subtitle = Lines: the middle future. Shaded: 90 of 100 futures of the last one.
wait-limits = Money only, and an average price: hiring and training take time whenever we start. What a family loses by waiting is not in this picture.
wait-reflect = What would have to be true here for “not this year” to be right? And who carries the wait?
wait-handout = Before the table is shown, draw your own line: the years to the right, extra cost against starting now upwards.
wait-table = Extra cost by the end of year { $year } against starting now
wait-column-course = If we…
wait-column-mean = On average
wait-column-range = 90 of 100 futures
wait-column-cheaper = Cheaper than starting now
wait-between = { $low } to { $high }
