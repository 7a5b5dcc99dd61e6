STAIRS = [1, 1, 2, 3, 5, 8]  # ways to climb
