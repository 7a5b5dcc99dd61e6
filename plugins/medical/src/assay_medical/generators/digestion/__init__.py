"""The digestive tract, liver and pancreas."""
