"""What the law opens to the public: agencies, powers, open data, surveys.

What it enters elsewhere.
"""

from __future__ import annotations

from cases.publicity import opened, parameters


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    opened.enter_all()
