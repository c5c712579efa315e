"""Names of files in packages."""

from __future__ import annotations

from exams.bank.pictures import Drawn


def name_of(drawn: Drawn) -> str:
    """Return a name for a picture: its hash and the ending of its kind."""
    return f"{drawn.sha256}.{drawn.kind.rpartition('/')[2].replace('jpeg', 'jpg')}"
