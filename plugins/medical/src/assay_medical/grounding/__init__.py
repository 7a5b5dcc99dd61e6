"""What an answer about a note says, held against what the note says."""
