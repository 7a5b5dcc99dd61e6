"""Legal citations: their parts, forms, errors, and references back."""
