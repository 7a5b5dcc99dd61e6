HALVES = [n // 2 for n in range(20)]  # rounded down
