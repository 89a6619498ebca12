# The report that the command writes: one page that stands alone.

report-made = Made by early-action { $engine }, without a browser. It stands alone: nothing in it is fetched.
report-own-model = A model of its author’s own, not one that early-action ships.
report-others = What else the model compares
report-other = { $strategy }: { $answer }

report-budget = What it does to budgets
report-budget-caption = Extra cost by financial year, thousands of pounds, in prices of the year, not discounted (minus: saving). Rounded to what is known, so that sums may differ
report-budget-caption-plain = Extra cost by year, thousands of pounds, not discounted (minus: saving). Rounded to what is known, so that sums may differ
report-line = Budget line
report-all-years = All years
report-together = { $payer }, on average
report-worse = Worse than this in 1 of 20 futures
report-so-far = Total so far, on average
report-year = Year { $year }

report-unknown = Nobody has measured the effect: these figures show how far budgets could move either way, not what is likely.
report-peak = At the ends of years, the most that { $payer } would be out of pocket is { $amount } on average, and more than { $worse } in 1 of 20 futures; most often at the end of { $year }. In { $never } it would never be out of pocket.
report-peak-never = At the end of no year would { $payer } be out of pocket, in any of the simulated futures.
report-worth-saves = Discounted, the programme would cost { $costs } and everything else would cost public services { $benefits } less: { $ratio } pounds for each pound spent. { $payback }
report-worth-costs = Discounted, the programme would cost { $costs } and everything else would cost public services { $benefits } more. { $payback }
report-payback = In at least half of the futures it has paid for itself by the end of { $year }.
report-payback-not = In more than half of the futures it has not paid for itself within { $years }.
report-cash-not-said = How much of a saving is cash is not known: spending falls only as far as fewer places are bought or kept.
report-cash = Of the average over all years, { $cash } is cash and { $capacity } is capacity that others can use.
report-cash-some = Of the average over all years, { $cash } is cash and { $capacity } is capacity that others can use; of the rest it is not known.
report-more = { $amount } more spent
report-less = { $amount } less spent
report-prices = Prices rise with the GDP deflator, published and as forecast by the Office for Budget Responsibility.
report-prices-own = Prices rise with the GDP deflator, published and as forecast, except: { $lines }.
report-prices-line = { $line } ({ $rate } of 100 a year)
report-hours = { $payer }: { $hours } hours of time more over all years, { $line }.
report-hours-less = { $payer }: { $hours } hours of time less over all years, { $line }.
report-optimism = Corrected for optimism bias ({ $lines }), it is worth { $amount } less to public services.
report-optimism-line = { $line }: { $bias } of 100
report-wait = Begun { $years } later, it would cost public services { $amount } over the same years ({ $futures } cost more by waiting).
report-wait-nobody = Begun { $years } later, nobody would be left to be offered anything within the model.
report-shortened = Shortened for paper: the whole text stands in the file.
report-command = command

# What it would be worth to know more before deciding.

worth-by-cost = By cost alone, “{ $best }” is best on average.
worth-by-value = If one unit of { $outcome } is worth { $value }, “{ $best }” is best on average.
worth-otherwise = In { $futures } something else would turn out better.
worth-always = It is so in every simulated future.
worth-all = Knowing everything first would be worth { $amount } { $whose ->
    [everybody] for everybody
   *[model] for those in the model
}: no research can be worth more.
worth-most = no more than { $money }
worth-figure = Knowing “{ $figure }” exactly would be worth { $amount }.
worth-study-arm = { $size } people or measurements for “{ $figure }”
worth-study = A study with { $arms } would be worth { $amount }{ $pays ->
    [more] , more than it costs
    [less] , less than it costs
    [open] , and may be worth what it costs or not
   *[unsaid] {""}
}.
worth-best-size = Of these sizes { $size } people or measurements in all leave most when their cost is paid: { $amount }.
worth-no-size = None of these sizes is worth its cost; { $size } people or measurements in all lose least.

# What the answer hangs on.

hangs-title = What the answer hangs on
tornado-less = ← costs less
tornado-more = costs more →
tornado-turns = “{ $figure }” alone can turn the answer
tornado-moves = What moves the answer most: “{ $figure }”
tornado-none = No uncertain figure moves the answer
tornado-subtitle = Average extra cost or saving over { $years } if one figure is low (5 of 100 futures have it lower) or high (5 of 100 have it higher), while all others vary. Mark in each bar: nothing is moved.
tornado-described = { $figure }: { $low }; { $high }.
hangs-end = { $at }: { $change }
hangs-shares = If all that makes the answer uncertain were 100 parts, these figures would explain most by themselves: { $shares }.
hangs-share = “{ $figure }” { $parts }
hangs-unknown = Nobody has measured the effect. What follows rests on what is assumed of it.
hangs-no-figure = Knowing any one figure exactly would not be worth anything by itself: it would hardly ever change what is best.
hangs-caption = For each figure by itself: how much less or more it would cost than on average ({ $base }) if the figure is low, and if it is high; how much of the uncertainty it explains; and what knowing it exactly would be worth
hangs-low = If it is low
hangs-high = If it is high
hangs-explains = Explains
hangs-worth = Knowing it is worth
hangs-left-out = { $count ->
    [one] One more figure moves the answer less.
   *[other] { $count } more figures move the answer less.
}
