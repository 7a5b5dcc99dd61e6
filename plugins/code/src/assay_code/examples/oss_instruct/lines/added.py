ADDED = sum(range(7))  # from nought to six
