AGAIN = LIMIT = (0, 100)  # the same once more
