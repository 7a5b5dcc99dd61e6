"""What a reference says of a statute, and what a response concludes from it."""
