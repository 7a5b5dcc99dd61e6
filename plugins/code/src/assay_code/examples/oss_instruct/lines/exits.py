EXITS = {"good": 0, "bad": 1}  # of a process
