"""The author's kit: what puts an installed generator, verifier or recipe through its tests."""
