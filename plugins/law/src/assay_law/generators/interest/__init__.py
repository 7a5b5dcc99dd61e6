"""Interest on judgments and claims."""
