"""Chemical and nuclear equations: reading them in any usual form, and balancing them exactly."""
