"""What decides whether a program is right: each runs it in a sandbox and compares on our side."""
