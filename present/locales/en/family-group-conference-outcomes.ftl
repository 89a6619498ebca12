# What would have to be true, in the words of both models of family group conferences.
# See `condition-at` in answer.ftl for what it is given.
outcome-not_in_care_12 = Children not in care after 12 months
    .condition = { $evidence ->
        [none] { $need ->
            [loss] Pays for itself even if { $needed } fewer children are not in care after 12 months.
           *[gain] { $known-people ->
                [yes] Pays for itself if at least { $needed } more of { $people } children are not in care after 12 months.
               *[no] Pays for itself if at least { $needed } more children are not in care after 12 months.
            }
        }
        [better] { $need ->
            [loss] Pays for itself even if { $needed } fewer children are not in care after 12 months; the evidence suggests { $low } to { $high } more.
           *[gain] { $known-people ->
                [yes] Pays for itself if at least { $needed } more of { $people } children are not in care after 12 months; the evidence suggests { $low } to { $high }.
               *[no] Pays for itself if at least { $needed } more children are not in care after 12 months; the evidence suggests { $low } to { $high }.
            }
        }
        [worse] { $need ->
            [loss] Pays for itself even if { $needed } fewer children are not in care after 12 months; the evidence suggests { $low } to { $high } fewer.
           *[gain] Pays for itself if at least { $needed } more children are not in care after 12 months; the evidence suggests { $low } to { $high } fewer.
        }
       *[both] { $need ->
            [loss] Pays for itself even if { $needed } fewer children are not in care after 12 months; the evidence suggests between { $low } fewer and { $high } more.
           *[gain] { $known-people ->
                [yes] Pays for itself if at least { $needed } more of { $people } children are not in care after 12 months; the evidence suggests between { $low } fewer and { $high } more.
               *[no] Pays for itself if at least { $needed } more children are not in care after 12 months; the evidence suggests between { $low } fewer and { $high } more.
            }
        }
    }
