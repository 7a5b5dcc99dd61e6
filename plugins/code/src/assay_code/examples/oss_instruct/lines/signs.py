SIGNS = {"minus": -1, "plus": 1}  # of a number
