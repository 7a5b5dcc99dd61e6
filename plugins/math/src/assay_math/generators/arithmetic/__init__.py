"""Numbers, fractions, percents, measures."""
