"""Consultations read turn by turn and held against a patient's record.

``findings``: what people call their complaints. ``cards``: the record, typed or free text. ``reading``: who has what, and
who denies it, in a sentence. ``replies``: what a yes or no says. ``patient`` and ``doctor``: what either may say. ``urgency``: red flags.
"""
