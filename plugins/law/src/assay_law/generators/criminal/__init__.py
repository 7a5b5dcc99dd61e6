"""Terms of imprisonment."""
