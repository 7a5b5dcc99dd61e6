OWN_NAMES = ["add_two"]  # not to be taken
