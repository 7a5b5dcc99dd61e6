"""Programs as material: random ones, and mutants of given ones."""
