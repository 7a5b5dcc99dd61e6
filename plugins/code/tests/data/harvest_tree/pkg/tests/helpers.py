"""Tests are not harvested."""


def doubled_words(text):
    return [word + word for word in text.split() if word]
