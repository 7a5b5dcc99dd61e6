"""Pay and compensation of employees."""
