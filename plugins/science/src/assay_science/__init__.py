"""Science: generators, verifiers and recipes over biology, chemistry, physics, earth and space, materials, data."""
