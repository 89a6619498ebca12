strategy-today = As today
    .short = as today
strategy-reach_more = Reach more families
    .subject = Reaching more families
    .short = reach more
strategy-offer_earlier = Offer earlier
    .subject = Offering earlier
    .short = offer earlier
