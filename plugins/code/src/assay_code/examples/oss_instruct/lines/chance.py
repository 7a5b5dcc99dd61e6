CHANCES = [0.5, 0.25, 0.25]  # one in all
