"""Finding a program in a response, calling it in a sandbox, and judging what came out."""
