"""Legal citations: found in running text, compared with a table of authorities, judged by when a reporter appeared.

Training data, not legal advice. What has the form of a citation proves nothing about a case: only a table does.
"""
