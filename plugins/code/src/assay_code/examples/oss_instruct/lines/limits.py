LIMITS = (0, 100)  # of a value that is shown
