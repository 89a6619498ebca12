# The report that the command writes: one page that stands alone.

report-made = Made by early-action { $engine }, without a browser. It stands alone: nothing in it is fetched.
report-own-model = A model of its author’s own, not one that early-action ships.
report-others = What else the model compares
report-other = { $strategy }: { $answer }

report-budget = What it does to budgets
report-budget-caption = Extra cost by financial year, thousands of pounds, in prices of the year, not discounted (minus: saving)
report-budget-caption-plain = Extra cost by year, thousands of pounds, not discounted (minus: saving)
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
