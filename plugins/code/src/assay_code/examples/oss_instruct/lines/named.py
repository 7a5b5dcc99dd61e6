NAMED = dict(ten=10, twenty=20)  # in words
