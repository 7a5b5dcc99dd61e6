"""The verifiers: what a row of text must keep."""
