"""Identifiers of persons in text, as HIPAA's Safe Harbor lists them: finding and masking.

::

    from assay_medical.phi import find, mask

    find("Seen by phone, 555-201-3344.")     # (Found("phone", 15, 27),)
    mask("John Smith, DOB 3/4/1956")         # "[NAME], DOB [DATE]"
"""

from __future__ import annotations

from assay_medical.phi.finding import CATEGORIES, Found, find, mask

__all__ = ["CATEGORIES", "Found", "find", "mask"]
