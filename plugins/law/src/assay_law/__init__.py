"""Law: generators, verifiers and recipes over deadlines, citations, statutes, amounts, contracts and consultations."""

NOTICE = (
    "**Training data, not legal advice.** Parties and cases are invented. A verdict says that a row agrees with the rules or the text "
    "that it quotes, in the version that it names; it does not say what a court would decide. Which rules these are, in which version and "
    'of which date, stands in each row: in its prompt ("as in force on …", "as amended …") or its sources.'
)
