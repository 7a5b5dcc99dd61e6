"""Talks of a client, who holds a sheet of facts, with a lawyer, who does not: what each may say, turn by turn."""
