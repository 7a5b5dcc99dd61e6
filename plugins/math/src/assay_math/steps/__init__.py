"""Reading a worked solution: its steps, the claims in them, and what is in force when each is made."""
