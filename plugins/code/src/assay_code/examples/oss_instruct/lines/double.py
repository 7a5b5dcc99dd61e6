DOUBLE = {1: 2, 2: 4, 3: 6}  # what is twice as much
