"""Parts that the kit must see through, and some that are as they should be."""
