"""What the verifier ``science.grounded`` knows of sources and of statements about them."""
