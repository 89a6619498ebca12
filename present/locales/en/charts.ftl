# Charts: findings as titles, what is drawn, labels, and what is said instead of the picture.

fan-finding-equal = No difference in cost over { $years }
fan-finding-cannot-tell = After { $years } it could have cost more or less
fan-finding-costs = Likely to have cost more after { $years }
fan-finding-saves = Likely to cost less from the first year on
fan-finding-saves-from = Likely to cost more at first, and less from year { $year } on
fan-subtitle = Total extra cost so far of acting early. Line: the middle future; dark: 50 of 100 futures; light: 90 of 100.
fan-subtitle-priced = Total extra cost so far of acting early, in { $price-year } prices. Line: the middle future; dark: 50 of 100 futures; light: 90 of 100.

payers-finding-both = On average the saving falls to { $saving }, the extra cost to { $paying }
payers-finding-saving = On average the saving falls to { $saving }
payers-finding-paying = On average the extra cost falls to { $paying }
payers-finding-equal = No difference for any payer
payers-finding-none = We can’t tell who would pay more and who less
payers-subtitle = What each pays more or less over { $years }. Bar: the average; line: 90 of 100 futures.
payers-subtitle-priced = What each pays more or less over { $years }, in { $price-year } prices. Bar: the average; line: 90 of 100 futures.
names-others = { $count } others

moved-finding = { $direction ->
    [more] Costs { $amount } more
   *[less] Costs { $amount } less
  }{ $share ->
    [only] { "" }
    [mostly] { "," } mostly
   *[partly] { "," } above all
  } because this is { $how ->
    [higher] higher
    [lower] lower
   *[other] changed
  }: { $figure }
moved-finding-together = { $direction ->
    [more] Costs { $amount } more
   *[less] Costs { $amount } less
  } because of what the changes do together
moved-finding-offset = The changes cancel each other out
moved-finding-none = What was changed makes no clear difference
moved-heading = Why the answer moved
moved-nothing = These are the figures of the evidence. Once one is changed, this shows what each change adds to the average net cost or takes off it.
moved-waiting = Working out why the answer moved…
moved-subtitle = Average net cost with the figures as they were, what each change adds or takes off, and the net cost now. Each change is the middle of making it first and making it last, on the same { $draws } futures.
moved-before = With the figures as they were
moved-after = Now
moved-together = What the changes do only together
moved-others = { $count } smaller changes
moved-what = What was changed
moved-amount = Net cost
moved-margin = Give or take
moved-exact = exact
moved-caption = Why the average net cost moved, rounded to what is known
describe-moved = { $finding }. { $each }.

futures-finding = Costs less in { $futures }
futures-finding-equal = Costs the same in every simulated future
futures-subtitle = Each dot is 1 of 100 equally likely futures: extra cost or saving over { $years }.

costs-more = ↑ costs more
costs-less = ↓ costs less
pays-more = pays more →
pays-less = ← pays less
axis-year = year { $year }
even-by = breaks even by year { $year } in { $share } futures
even-within = breaks even within { $years } in { $share } futures
even-never = breaks even in none of the futures

dots-less = { $share } cost less
dots-more = { $share } do not

difference-less = { $amount } less
difference-more = { $amount } more
difference-none = no difference

describe-fan = After { $years } the middle estimate is { $middle }; 90 of 100 futures lie between { $low } and { $high }. { $break-even }
describe-payer = { $payer }: { $amount }
describe-payers = { $finding }. On average, { $each }.
describe-futures = { $finding }. The middle estimate is { $middle }; 90 of 100 futures lie between { $low } and { $high }.
describe-spark = { $label }: most likely around { $middle }, between { $low } and { $high } in 90 of 100 futures.

table-year = Year
table-payer = Who pays
table-mean = Average
table-low = 5 of 100 are below
table-lower = 25 of 100 are below
table-middle = Middle
table-upper = 25 of 100 are above
table-high = 5 of 100 are above
table-broken-even = Broken even by then
table-future = Futures, best first
table-net-cost = Extra cost (minus: saving)
table-value = Value
table-figure = Figure
table-fan-caption = Total extra cost so far at the end of each year, in pounds (minus: saving)
table-payers-caption = Extra cost over { $years } by who pays, in pounds (minus: saving)
table-futures-caption = Extra cost over { $years } in 100 equally likely futures, in pounds (minus: saving)
table-spark-caption = What the figures say about “{ $label }”
table-rank = { $rank } of 100

people-finding = Of 100 { $people }, { $change } on average: “{ $outcome }”
people-finding-none = Of 100 { $people }, we can’t tell for whom it makes a difference
people-subtitle = Each circle is 1 of 100 { $people }. Outlined: changed by acting early. Filled: the same either way.
people-fewer = { $number } fewer
people-more = { $number } more
people-same = no difference
people-share = { $label }: { $number }
people-range = 90 of 100 futures: { $low } to { $high }
