"""Doses: what prescriptions say, what follows from them, and whether a response says it.

``reading`` reads quantities as wards write them (``15 mg/kg``, ``250 mg/5 mL``, ``q6h``), ``orders`` holds the reference
part ``dose``, ``computing`` what follows from one, ``answers`` compares a response with it.
"""
