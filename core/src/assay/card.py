"""temporary"""
from pathlib import Path
from typing import Any
def write_card(run: dict[str, Any], path: Path) -> None:
    path.write_text(repr(run))
