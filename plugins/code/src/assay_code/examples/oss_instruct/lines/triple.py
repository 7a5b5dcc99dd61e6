TRIPLES = [(3, 4, 5), (5, 12, 13)]  # of whole numbers
