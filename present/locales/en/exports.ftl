# Whose figures they are, what a link says, and what people take away.

# The marks that a host cannot hide; `changed-by-host` stands in answer.ftl.
mark-own-model = A model of this site’s own, not one that early-action ships.
mark-other-site = { $count ->
    [one] Uses { $count } figure set by the site on which this link was made, not the evidence.
   *[other] Uses { $count } figures set by the site on which this link was made, not the evidence.
}
mark-link = { $count ->
    [one] Uses { $count } figure that came with the link, not the evidence.
   *[other] Uses { $count } figures that came with the link, not the evidence.
}
mark-reader = { $count ->
    [one] Uses { $count } figure set by hand, not the evidence.
   *[other] Uses { $count } figures set by hand, not the evidence.
}

own-title = Figures that are not the evidence’s
set-by-site = Set by this site
set-by-other-site = Set by the site on which the link was made, as the link says
set-by-link = Came with the link
set-by-reader = Your figures
own-figure = Figure
own-now = Used here
own-was = The evidence
own-none = none
own-known = { $figure }, taken as known

fact-model = model
fact-hash = version
fact-engine = engine
fact-engine-streams = { $engine }, random streams { $streams }
fact-register = evidence register
fact-seed = seed
fact-draws = simulated futures
fact-digest = digest

# A link that was made elsewhere or before. $part is text from the link.
link-broken = The link to this page cannot be read: “{ $part }” is not what it should be. The scenario stands as this page shows it. Copy the whole link again, or ask whoever sent it.
link-too-long = The link to this page is too long to be one of ours. The scenario stands as this page shows it.
link-elsewhere = The link is to the scenario “{ $model }”, which is not on this page. What is shown is this page’s own.
link-later = The link was made by a later version of early-action. What this version does not know of it is left out.
link-offer = The address now holds another scenario. What you changed here is not in it: copy a link to this first if you want to keep it.
link-take = Show that scenario
link-keep = Keep this one

link-old-title = This link was made with something else than is used here
link-old-model = The model has changed since the link was made, or it is another model of that name.
link-old-own = The link was made with a model of a site’s own.
link-old-engine = The engine that works out the answer has changed.
link-old-register = The evidence register has changed.
link-old-more = Both answers are below. The first is what the link says, and anybody can write a link; the second was worked out here.
link-old-silent = The link does not say what the answer was then.
link-other-title = The link says another answer than comes out here
link-other-more = Anybody can write a link. The second answer was worked out here.
link-answers = What the link says, and what comes out here
link-what = What
link-says = As the link says
link-now = Worked out here
link-cost = Extra cost on average (minus: saving)
link-range = 90 of 100 futures
link-chance = Costs less in
link-silent = the link does not say

# Taking it away.
print = Print a report
paste = Words to paste
paste-ready = A paragraph for a paper or a bid
paste-copied = A paragraph for a paper or a bid, copied
embed = Put this on your site
embed-ready = Paste this into your page
embed-copied = Paste this into your page: copied
embed-about = The picture is shown until the scenario is ready, and stays where a page allows no scripts. Figures that you changed will be marked there as set by your site.
save = Save as a file
save-all = The whole answer
save-csv = Table (CSV)
save-json = Data (JSON)
save-png = Picture (PNG)
save-svg = Drawing (SVG)
save-of = { $kind }: { $what }
save-over-time = Over time
save-payers = Who pays, who saves
save-futures = How sure we are
save-lives = What changes for people
saved = Saved { $name }.
save-failed = This could not be saved here. Open the scenario in its own tab and try again.
no-files = This place allows no files to be saved and nothing to be printed. Open the scenario in its own tab for that.
own-tab = Open in its own tab
link-local = This link opens on this device only, because the page is a file on it.

paste-figures = { $count ->
    [one] { $count } figure was set by us in place of the evidence: { $figures }.
   *[other] { $count } figures were set by us in place of the evidence: { $figures }.
}
paste-figure = { $label }: { $now } (evidence: { $was })
paste-basis = This is the result of { $draws } simulated futures of the model “{ $title }” over { $years }. { $assumed ->
    [0] All of its { $parameters } figures rest on published sources.
    [one] Of its { $parameters } figures { $assumed } is an assumption that nobody has measured.
   *[other] Of its { $parameters } figures { $assumed } are assumptions that nobody has measured.
}
paste-limits = It is an estimate and not a forecast: what happens locally may differ, and what was not measured is not in it.
paste-source = Source: early-action, { $facts }.
paste-link = The scenario can be opened and changed at { $link }

report-kind = A scenario of early action
report-rests = What it rests on
report-rests-caption = Every figure of the model: what is used, how sure it is, and where it comes from
report-figure = Figure
report-used = Used
report-range = 90 of 100 futures
report-evidence = Evidence
report-source = Source
report-by = { $publisher }, { $year }
report-limits = What it says, and what it does not
report-repeat = To repeat it
report-link = Link
