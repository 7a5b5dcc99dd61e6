TOLD = ["clip_sum", "double_up"]  # beforehand
