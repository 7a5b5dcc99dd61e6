"""Units, errors, regression, tests."""
