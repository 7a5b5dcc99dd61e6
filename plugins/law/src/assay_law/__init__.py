"""Law: generators, verifiers and recipes over deadlines, citations, statutes, amounts, contracts and consultations."""
