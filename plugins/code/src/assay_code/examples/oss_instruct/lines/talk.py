TALK = ["hello", "goodbye"]  # and nothing more
