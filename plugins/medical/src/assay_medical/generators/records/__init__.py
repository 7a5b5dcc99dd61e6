"""Questions about a patient's record, each answered by what stands in it."""
