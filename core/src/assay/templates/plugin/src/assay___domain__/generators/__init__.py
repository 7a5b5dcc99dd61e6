"""Where problems come from: a file for each subject."""
