"""Methods that make rows, most of them with a model."""
