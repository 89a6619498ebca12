strategy-offer =
    .subject = Offering a family group conference
