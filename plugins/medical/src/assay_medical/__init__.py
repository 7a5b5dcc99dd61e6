"""Medicine: generators, verifiers and recipes over clinical calculations, doses, codes, records and dialogues."""

NOTICE = (
    "**Training data, not medical advice.** Patients are synthetic. A verdict says that a row agrees with a cited formula, a code "
    "system, or the record, table or source that travels with it. It does not say that a patient should be treated so."
)
