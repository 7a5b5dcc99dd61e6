"""Errors that are the user's to mend."""


class UsageError(Exception):
    """Wrong use. The message is one sentence: what is wrong, where, and the mend. Exit code 2."""
