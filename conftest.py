"""For all tests."""

from __future__ import annotations

import signal

import hypothesis


def pytest_configure() -> None:
    """Programs that tests interrupt must hear of it, also where the tests run in the background, which ignores SIGINT."""
    # How long an example takes says how busy the machine is.
    hypothesis.settings.register_profile("assay", deadline=None)
    hypothesis.settings.load_profile("assay")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
