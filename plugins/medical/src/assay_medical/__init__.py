"""Medicine: generators, verifiers and recipes over clinical calculations, doses, codes, records and dialogues."""
