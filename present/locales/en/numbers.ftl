# Numbers as people say them. Digits come formatted; only the words around them are here.

money-pounds = £{ $amount }
money-millions = £{ $amount } million
money-billions = £{ $amount } billion
money-trillions = £{ $amount } trillion
money-about = about { $money }
money-under = less than { $money }
money-none = nothing
money-range = { $low } to { $high }
# The margin of the simulation itself, two standard errors.
money-margin = ± { $money }

# Differences on charts.
short-less = { $money } less
short-more = { $money } more
short-same = same cost

share-parts = { $parts } of 100
share-under = fewer than { $parts } of 100
share-over = more than { $parts } of 100
share-futures = { $share } simulated futures

people-under = fewer than { $number }

duration-months = { $number ->
    [one] { $shown } month
   *[other] { $shown } months
}
duration-years = { $number ->
    [one] { $shown } year
   *[other] { $shown } years
}

list-more = { $before }, { $next }
list-last = { $before } and { $last }
