"""What the law opens to the public: agencies, powers, open data, surveys.

What it enters elsewhere.
"""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
