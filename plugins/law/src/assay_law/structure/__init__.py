"""Legal reasoning in parts: which part of a response is issue, rule, application and conclusion, and what it says of the facts."""
