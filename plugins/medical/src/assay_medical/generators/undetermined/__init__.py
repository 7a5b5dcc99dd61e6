"""Questions that the note does not answer."""
