"""Data in and out: other people's files, the rows of a run, exports."""
