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
