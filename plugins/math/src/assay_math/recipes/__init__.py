"""Math recipes: one file each."""
