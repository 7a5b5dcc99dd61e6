"""temporary"""
from __future__ import annotations
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from assay import tables
from assay.specs import Exporter
def _sft(rows: Iterable[dict[str, Any]], out: Path) -> int:
    n = 0
    with out.open("w") as f:
        for r in rows:
            f.write(json.dumps({"messages": r["messages"]}) + "\n"); n += 1
    return n
EXPORTERS = [Exporter("export.sft", 1, "chat", write=_sft)]
