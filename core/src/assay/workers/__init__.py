"""Worker processes: what they do, the process itself, and the pool that kills and replaces them."""
