"""Ages, work, rates, mixtures, money."""
