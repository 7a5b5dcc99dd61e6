"""Clinical statistics: tests, effects, sample sizes, survival."""
