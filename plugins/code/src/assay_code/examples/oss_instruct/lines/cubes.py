CUBES = [n**3 for n in range(10)]  # up to a thousand
