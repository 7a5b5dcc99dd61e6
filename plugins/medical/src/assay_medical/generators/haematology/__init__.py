"""Blood cells and iron."""
