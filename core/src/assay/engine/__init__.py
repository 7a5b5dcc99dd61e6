"""The engine that runs recipes: one asyncio loop, worker processes, model servers."""
