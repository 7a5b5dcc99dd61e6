"""The engine of ``medical.calculation``: a reference read, its inputs found in the note, the answer and its working judged."""
