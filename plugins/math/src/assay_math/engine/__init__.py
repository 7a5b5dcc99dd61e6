"""Exact and symbolic decisions over the notation tree. Each submodule is imported on its own."""
