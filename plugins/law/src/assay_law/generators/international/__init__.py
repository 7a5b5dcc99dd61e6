"""Time limits of European and international law."""
