"""Water, sodium, potassium, calcium and osmolality."""
