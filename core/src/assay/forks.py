"""Locks that a fork does not cut in two."""

from __future__ import annotations

import os
import threading
from contextlib import AbstractContextManager


def fork_lock() -> AbstractContextManager[object]:
    """A lock for the life of the process that a fork waits for; in the child nobody holds it.

    Of another lock, a child that is forked while some thread holds it could never get hold.
    """
    lock = threading.RLock()
    os.register_at_fork(before=lock.acquire, after_in_parent=lock.release, after_in_child=lock.release)
    return lock
