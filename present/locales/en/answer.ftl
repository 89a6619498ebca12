# The answer and what would have to be true. One message, one whole sentence.
# $subject   what is done: "Acting early", "Offering a family group conference"
# $payer     whose money it is: "the council", "public services"
# $amount    "about £1.2 million", "less than £10,000"
# $years     "5 years"
# $futures   "83 of 100 simulated futures"

act-early = act early
act-late = act late
subject-early = Acting early
subject-strategy = “{ $strategy }”
payers-together = public services

# Payers as they stand within a sentence, and as a heading.
payer-council = the council
    .heading = Council
payer-nhs = the NHS
    .heading = NHS
payer-police = the police
    .heading = Police
payer-courts = the courts
    .heading = Courts
payer-schools = schools
    .heading = Schools
payer-families = families
    .heading = Families
payer-courts_and_legal_aid = courts and legal aid
    .heading = Courts and legal aid
payer-legal_aid = legal aid
    .heading = Legal aid
payer-cafcass = Cafcass
    .heading = Cafcass
payer-government = central government
    .heading = Central government
payer-central_government = central government
    .heading = Central government

verdict-saves = Likely saves
verdict-costs = Likely costs more
verdict-cannot-tell = Could go either way
verdict-equal = No difference
verdict-unknown = Nobody knows yet
verdict-missing = A figure is missing

answer-saves = { $subject } is likely to save { $payer } money over { $years }, { $amount } on average: it costs less in { $futures }.
answer-costs = { $subject } is likely to cost { $payer } more over { $years }, { $amount } on average: it costs less in only { $futures }.
answer-cannot-tell = { $subject } could save { $payer } money over { $years } or cost more. We can’t tell: it costs less in { $futures }.
answer-equal = { $subject } costs { $payer } the same as “{ $baseline }” over { $years }, in every simulated future.
answer-never-breaks-even = { $subject } is likely to cost { $payer } more over { $years }, { $amount } on average, and pays for itself in none of the simulated futures.
answer-saves-but-costs-on-average = { $subject } costs { $payer } less in { $futures }, but the others cost so much more that on average it could cost { $amount } more over { $years }.
answer-costs-but-saves-on-average = { $subject } costs { $payer } less in only { $futures }, but these save so much that on average it could save { $amount } over { $years }.
answer-unknown = { $subject }: nobody has measured how much difference this makes. { $condition }
answer-missing = { $count ->
    [one] Enter this figure to see an answer: { $figures }.
   *[other] Enter these figures to see an answer: { $figures }.
}

range-saves = In 90 of 100 simulated futures it saves between { $small } and { $large }.
range-costs = In 90 of 100 simulated futures it costs between { $small } and { $large } more.
range-both = 90 of 100 simulated futures lie between a saving of { $small } and an extra cost of { $large }.

# $need       gain: so much is needed; loss: so much could even be lost
# $direction  more, fewer: which of the outcome is better
# $evidence   better, worse, both: what the evidence suggests; none: nobody measured
condition-at = { $need ->
    [loss] { $direction ->
        [fewer] Pays for itself even if “{ $outcome }” rises by { $needed }
       *[more] Pays for itself even if “{ $outcome }” falls by { $needed }
    }
   *[gain] { $direction ->
        [fewer] Pays for itself if “{ $outcome }” falls by at least { $needed }
       *[more] Pays for itself if “{ $outcome }” rises by at least { $needed }
    }
}{ $evidence ->
    [none] .
    [better] { $direction ->
        [fewer] ; the evidence suggests a fall of { $low } to { $high }.
       *[more] ; the evidence suggests a rise of { $low } to { $high }.
    }
    [worse] { $direction ->
        [fewer] ; the evidence suggests a rise of { $low } to { $high }.
       *[more] ; the evidence suggests a fall of { $low } to { $high }.
    }
   *[both] { $direction ->
        [fewer] ; the evidence suggests anything from a rise of { $low } to a fall of { $high }.
       *[more] ; the evidence suggests anything from a fall of { $low } to a rise of { $high }.
    }
}
condition-always = Saves { $payer } money wherever “{ $parameter }” lies between { $low } and { $high }.
condition-never = Does not pay for itself for any value of “{ $parameter }” between { $low } and { $high }.

# Spoken once, when the answer has settled.
changed = Costs less in { $now } simulated futures now, was { $was }.
changed-same = Still costs less in { $now } simulated futures.

break-even-by = Breaks even by year { $year } in { $share } simulated futures; in { $never } not within { $years }.
break-even-by-always = Breaks even by year { $year } in { $share } simulated futures, and in all of them within { $years }.
break-even-within = Breaks even within { $years } in { $share } simulated futures; in { $never } it does not.
break-even-never = Breaks even within { $years } in none of the simulated futures.
break-even-equal = Costs the same throughout, so there is nothing to win back.

provenance-seed = seed { $seed }
provenance-futures = { $count ->
    [one] { $shown } future
   *[other] { $shown } futures
}
provenance-figures = figures: { $figures }
changed-by-host = { $count ->
    [one] Uses { $count } figure set by this site, not the evidence.
   *[other] Uses { $count } figures set by this site, not the evidence.
}
