"""Reading and comparing final answers: what ``math.answer`` is built from."""
