"""What other modules import."""

VOWELS = "aeiou"


def is_vowel(char):
    """Whether a letter is a vowel."""
    return char.lower() in VOWELS
