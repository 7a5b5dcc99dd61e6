"""The brain and its vessels."""
