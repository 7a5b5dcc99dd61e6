"""Case2Code from real source trees: functions, inputs that reach their branches, and rows made of them.

:func:`functions` walks a tree, :func:`cases` finds and proves inputs and outputs,
:func:`draft` words the row. What passes between them is plain JSON data.
"""

from assay_code.harvest.drafts import Row, draft
from assay_code.harvest.examples import Call
from assay_code.harvest.extract import Harvested, Source, functions
from assay_code.harvest.places import NotFound
from assay_code.harvest.searching import Case, Cases, cases

__all__ = ["Call", "Case", "Cases", "Harvested", "NotFound", "Row", "Source", "cases", "draft", "functions"]
