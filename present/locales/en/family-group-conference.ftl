strategy-offer = Offer to every family
    .subject = Offering every family a group conference
    .short = offer
strategy-none = No offer
    .short = no offer
