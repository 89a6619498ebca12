# The network map. Respectful of families: people, not cases.

map-title = Who is around { $name }?
map-title-nobody = Who is around this person?
begin-who = Who is in the middle?
begin-hint = A name, initials or a word such as “me”. You can change it later.
begin = Begin the map

add-label = Who is around { $name }?
add-hint = A name, initials or a role. Press Enter to add, and go on with the next.
add = Add
added = { $name } is on the map: { $kind }, { $ring }.
kind = What they are
ring = How close
name = Name
role = Role

kind-family = family
kind-friend = friend
kind-neighbour = neighbour
kind-community = community
kind-worker = worker
kind-pet = pet
kind-place = place
kind-group = group
kind-none = not said

ring-1 = closest
ring-2 = close
ring-3 = around
ring-4 = further out
ring-5 = at the edge
ring-none = not said

# Words by which a kind is guessed, in lower case; longer ones first decide.
guess-family = mum, mam, mom, mother, dad, father, nan, nana, nanna, nain, gran, grandma, granny, grandmother, grandad, grandpa, granddad, grandfather, taid, brother, sister, son, daughter, aunt, auntie, aunty, uncle, cousin, niece, nephew, husband, wife, partner, stepmum, stepdad, half-brother, half-sister, godmother, godfather, baby, twin, foster carer, foster mum, foster dad, family
guess-friend = friend, mate, best friend, pal, boyfriend, girlfriend
guess-neighbour = neighbour, neighbor, next door
guess-community = coach, imam, priest, vicar, rabbi, church member, volunteer, mentor, trainer, shopkeeper, barber, scout leader, youth leader
guess-worker = social worker, worker, teacher, head teacher, ta, senco, doctor, gp, nurse, health visitor, midwife, therapist, counsellor, psychologist, psychiatrist, camhs, key worker, support worker, youth worker, family support, solicitor, lawyer, guardian, iro, officer, personal adviser, pa, advocate, dentist, police, probation, housing officer
guess-pet = dog, cat, rabbit, hamster, guinea pig, horse, pony, budgie, parrot, fish, tortoise, pet
guess-place = school, college, home, house, park, library, mosque, church, temple, gym, work, shop, caff, cafe, nursery, playground, garden
guess-group = club, team, choir, band, scouts, guides, cadets, group, class, football, boxing
# Those who are usually closest; all others of a kind stand where the kind does.
guess-closest = mum, mam, mom, mother, dad, father, nan, nana, nanna, nain, gran, grandma, granny, grandmother, grandad, grandpa, granddad, grandfather, taid, brother, sister, son, daughter, husband, wife, partner, baby, twin, best friend
guess-ring-1 = closest, very close
guess-ring-2 = close
guess-ring-3 = around, middle
guess-ring-4 = further out, further, not close, far
guess-ring-5 = at the edge, edge, distant

list-title = The list
list-nobody = Nobody is on the map yet.
list-caption = Everybody on the map. The list and the drawing are the same map.

step-begin = begin the map
step-add = add { $name }
this-person = this person

map-description = Drawing. { $title } With { $count ->
    [one] one person, pet, place or group
   *[other] { $count } people, pets, places and groups
} around the middle. The list beside it says the same.
figure = { $name }, { $kind }, { $ring }{ $state }
figure-now = { "" }
figure-lost = , lost touch
figure-could = , could be there
figure-gone = , would have gone
figure-centre = { $name }, in the middle

drawn-when-by = Drawn on { $date } by { $voice }
drawn-when = Drawn on { $date }
drawn-by = Drawn by { $voice }

key-worker = worker (may leave)
key-tie = a tie
key-stronger = stronger
key-strongest = strongest
key-difficult = difficult
key-mixed = good and bad
key-flow = who supports whom
key-lost = lost touch
key-could = could be there
key-left = would have gone

blank-title = Who is around me?
blank-description = An empty map: a circle in the middle for a name, and four rings around it.
blank-date = Drawn on
blank-by = Drawn by
blank-how = Write your name in the middle. Put everybody where they belong: the closer, the nearer. Pets, places and groups count too.

begin-needs-name = Write a name, initials or a word first.
add-needs-name = Write a name, initials or a role first.
add-preview = Adds { $name }: { $kind }, { $ring }. Change that by writing, for example, “{ $name }, friend, close”.
moved = { $name } is now { $ring }.
removed = { $name } is no longer on the map. Undo brings them back.
kind-of = What { $name } is
ring-of = How close { $name } is
helps = Helps with
helps-with = What they help with
state = Are they there?
state-now = there now
state-lost = lost touch
state-could = could be there
state-gone = would have gone
strength = How strong
strength-1 = there
strength-2 = strong
strength-3 = very strong
quality = How it feels
quality-good = good
quality-mixed = good and bad
quality-difficult = difficult
direction = Who supports whom
direction-both = both ways
direction-gives = they support me
direction-gets = I support them
contact = How often
contact-daily = every day
contact-weekly = every week
contact-monthly = every month
contact-yearly = a few times a year
contact-never = never
stays = Will they still be there?
stays-certain = almost certainly
stays-likely = probably
stays-even = could go either way
stays-unlikely = probably not
stays-hardly = hardly
stays-unknown = we don’t know
not-said = not said
yes = yes
no = no
born = Born on
since = There since
until = Until
until-age = Until the one in the middle is this old
paid = Paid to be there
chosen = Did we choose them?
date-hint = A day, a month or a year: 2026-03-14, 2026-03 or 2026.
times = Since when, and until when
ties-and-groups = Ties, households, groups
tie-add = Who else do they know well?
tie-choose = choose somebody
tie-with = With { $name }
tie-remove = No tie with { $name }
groups = Households and groups
group-add = A new household or group: its name
together = They leave together
through = Known through
through-nobody = directly
note = Note
remove = Take { $name } off the map
editor = About { $name }
the-map = the map
a-tie = a tie

help-listening = listening
help-practical = practical things
help-money = money
help-childcare = childcare
help-advice = advice
help-fun = fun
help-somewhere-to-stay = somewhere to stay

field-name = the name
field-kind = what they are
field-ring = how close
field-state = whether they are there
field-direction = who supports whom
field-quality = how it feels
field-strength = how strong it is
field-contact = how often
field-stays = whether they will still be there
field-note = a note
voices-differ = Where voices differ
voice-says = { $voice } says of { $name }, { $field }: { $theirs }. The map says: { $ours }.

sees = Who may see this
sees-label = Who may see this in a copy
sees-all = everyone
sees-some = some voices
sees-me = only me
sees-hint = Whoever holds the whole file sees everything. “Save a copy for” leaves out what its reader may not see, with no gap.

paste-open = Paste a list
paste-title = One name a line
paste-hint = For example “Sue, social worker, close”. What they are and how close is guessed; put it right below.
paste-check = Is this right?
paste-add = Add { $count ->
    [0] nobody
    [one] one person
   *[other] { $count } people
}

# Lists to begin with: one usual person a line, in words from which kind and ring are guessed.
usual-hint = Or begin with usual people: take out who is not there, and put names to the others.
usual-child = Around a child
usual-child-list =
    Mum
    Dad
    Brother or sister, family, closest
    Gran
    Aunt or uncle, family, close
    Best friend
    Neighbour
    Pet
    School
    Club, group, around
    Social worker
usual-care = Around a young person in care
usual-care-list =
    Mum
    Dad
    Brother or sister, family, closest
    Gran
    Best friend
    Foster carer, worker, closest
    Somebody from before, friend, further out
    School or college, place, around
    Club, group, around
    Social worker
    Personal adviser, worker, around
    Advocate, worker, around
usual-parent = Around a parent
usual-parent-list =
    Partner, family, closest
    Children, family, closest
    Mum
    Dad
    Brother or sister, family, close
    Best friend
    Neighbour
    School
    Health visitor, worker, around
    Doctor, worker, around
    Social worker

example-hint = Or look at a made-up map first. Nobody in it is real.
example-leaving = Example: about to leave care
example-family = Example: a family before a conference
example-title = Fictional example: who is around { $name }?
example-kay = Kay
example-jo = Jo
example-gran = Gran
example-brother = Brother Lee
example-friend = Best friend Ash
example-carer = Foster carer Jan
example-social-worker = Social worker Sue
example-social-worker-before = Social worker Tom
example-personal-adviser = Personal adviser Raj
example-reviewing-officer = Reviewing officer
example-key-worker = Key worker Mo
example-teacher = Teacher Mr Bell
example-therapist = Therapist Ida
example-advocate = Advocate Lin
example-mum = Mum
example-dad = Dad
example-aunt = Aunt May
example-uncle = Uncle Joe
example-neighbour = Mrs Khan next door
example-dog = Rex the dog
example-school = School
example-football = Football club

zoom-in = Nearer
zoom-out = Further
zoom-all = Whole map
drawing-keys = Drag people to where they belong. With keys: arrows go from one to the next, Shift and arrows move them, Enter opens them.
tidy = Tidy up
key = What the shapes and lines mean

left-section = When services step back
left-switch = When services step back, who is left?
left-when = On a date, or on a birthday
left-date = On this day
left-age = On this birthday
left-needs-born = For a birthday, say when the one in the middle was born: choose them on the map.
left-answer = Who would be left
left-title = { $gone ->
    [0] All { $all } would still be there.
   *[other] { $gone } of { $all } would go.
}
left-stays = Left:
left-goes = Gone:
left-range = Going by your own estimates for { $known } of them, between { $low } and { $high } of these are still there in 90 of 100 futures.
left-just = Going by your own estimates for { $known } of them, { $low } of these { $low ->
    [one] is
   *[other] are
} still there in 90 of 100 futures.
left-not-known = Nobody has said how likely { $names } { $count ->
    [one] is
   *[other] are
} to stay.
left-help-nobody = Nobody would be left for { $helps }.
left-help-single = For { $help }, everything would hang on { $name }.
left-cut-gone = Without { $name }, { $others } cannot be reached.
left-cut = { $others } can be reached only through { $name }.
left-workers = { $count } workers in { $span }.
left-note = This counts who is paid to be there. It cannot know who will choose to stay.
span-months = { $number ->
    [one] one month
   *[other] { $number } months
}
span-years = { $number ->
    [one] one year
   *[other] { $number } years
}

in-words = The map in words
measure-size = { $count ->
    [one] One person, pet, place or group is around.
   *[other] { $count } people, pets, places and groups are around.
}
measure-paid = { $paid } of { $of } people are paid to be there.
measure-single = For { $help }, everything hangs on { $name }.
measure-help = { $count } help with { $help }.
measure-nobody = Nobody is named for { $helps }.
measure-circles = { $count ->
    [one] One circle of people know each other.
   *[other] { $count } circles of people know each other.
}
measure-alone = { $names }: known to nobody else on the map, as far as it says.
numbers-show = Show the numbers
numbers-caption = Structural measures around the one in the middle. They describe; they are no score.
number-density = Density among those around
number-effective = Effective size
number-efficiency = Efficiency
number-constraint = Constraint
number-betweenness = Betweenness of the one in the middle
number-paid = Share paid to be there
number-blau = Mix of kinds (Blau)
number-iqv = Mix of kinds (IQV)
number-undefined = not defined

prompt-next = Another question
prompt-first = Who comes to mind first?
prompt-ring = Who could you ring tonight?
prompt-father = Nobody on dad’s side yet?
prompt-mother = Nobody on mum’s side yet?
prompt-family = Is there family, near or far?
prompt-friend = Is there a friend, or somebody who used to be one?
prompt-neighbour = Is there a neighbour who would notice?
prompt-community = Is there somebody from a club, a faith, a shop, a street?
prompt-pet = Is there an animal that belongs here?
prompt-place = Is there a place where things are good?
prompt-lost = Is there somebody you have lost touch with and miss?
prompt-unpaid = Who is here because they want to be, and not because it is their job?
words-mother = mum, mam, mom, mother
words-father = dad, father

about-map = Date, and who drew it
map-date = Date
map-drawn-by = Drawn by
map-name = Title
voices-and-dates = Other voices, other dates
map-shown = Which map
map-beside = Compare with
map-none = nothing
again = Draw it again from today
again-hint = Keeps this map as it is, and begins a second one with the same people and today’s date.
compare-title = From { $earlier } to { $later }
compare-joined = Joined:
compare-left = Left:
compare-closer = Closer:
compare-further = Further:
compare-nobody = nobody
same-title = Is this the same person?
same-hint = Confirm each. What the other voice says otherwise is kept beside it. Everybody else joins this map.
same-person = { $one } here is { $other } there
join = Bring the other map into this one

paper = Paper
print-map = Print the map
print-blank-a4 = Print an empty sheet (A4)
print-blank-a3 = Print an empty sheet (A3)
print-failed = Printing is not possible here. Try the browser’s own menu, or open this page in its own tab.
take-away = The map as another kind of file
take-away-all = Each of these holds part of the map, for other programs. To keep all of it, or to give somebody a copy, use Save.
save-svg = Picture (SVG)
save-png = Picture (PNG)
save-people = People as a table (CSV)
save-ties = Ties as a table (CSV)
save-graphml = Network (GraphML)
saved = Saved as a file.
save-failed = The file could not be saved here.
cannot-save = Files or printing do not work in this place. What you draw here may be lost: open the page in a tab of its own first.

step-kind = what { $name } is
step-ring = how close { $name } is
step-move = move { $name }
step-field = { $name }: { $field }
step-remove = take { $name } off the map
step-paste = { $count ->
    [one] add one person
   *[other] add { $count } people
}
step-tie = a tie of { $one } with { $other }
step-tie-remove = no tie any more
step-group = a household: { $name }
step-members = who is in { $name }
step-together = who leaves together
step-sees = who may see it
step-drawn-by = who drew it
step-tidy = tidy up
step-again = draw it again
step-join = bring two maps together
step-example = a made-up map
moved-somewhere = { $name } is somewhere else now.
cloud-keys = Drag anybody to another place. The list below says the same, and its names open what can be said of each.
