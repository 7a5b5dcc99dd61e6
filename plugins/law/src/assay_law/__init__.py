"""Law: generators, verifiers and recipes over deadlines, citations, statutes, amounts, contracts and consultations."""

NOTICE = (
    "**Training data, not legal advice.** Parties and cases are invented. A verdict says that a row agrees with the rules or the text "
    "that it quotes, in the version that it names; it does not say what a court would decide."
)
