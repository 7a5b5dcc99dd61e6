"""For all tests."""

from __future__ import annotations

import signal


def pytest_configure() -> None:
    """Programs that tests interrupt must hear of it, also where the tests run in the background, which ignores SIGINT."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
