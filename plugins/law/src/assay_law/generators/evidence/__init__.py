"""Evidence at trial."""
