# What map and plan share.

nobody-sees = Nobody sees this until you show them.
nobody-sees-more = What you write stays in this page. Nothing is sent anywhere.

undo = Undo
undo-step = Undo: { $step }
redo = Redo
redo-step = Redo: { $step }
undone = Taken back: { $step }
redone = Done again: { $step }
nothing-to-undo = There is nothing to take back.
nothing-to-redo = There is nothing to do again.

stopped-engine = Something here has stopped working. What you entered is kept while this page is open.
reload = Show it again

cancel = Cancel
close = Close
save-as = Save as

# Dates as people write them.
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
