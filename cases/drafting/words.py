"""What the fields of a paper say of a case.

Groups are read when one of their fields is asked for, so that a template costs the queries of what it uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cases.documents.layout import chinese_day
from cases.drafting.readings import GROUPS, Row
from cases.models import Case


class Words:
    """What a case says in the fields of a paper of one day."""

    def __init__(self, case: Case, on: date, instead: Mapping[str, Row] | None = None) -> None:
        """Take the case and the day of the paper, and the groups that say something else than the case does."""
        self.case, self._read = case, {"today": {"today": chinese_day(on)}, **(instead or {})}

    def __call__(self, field: str) -> str:
        """Return what a field of the vocabulary says, "" for nothing."""
        group, _dot, name = field.partition(".")
        if group not in self._read:
            self._read[group] = GROUPS[group](self.case)
        rows: Row = self._read[group]
        return rows.get(name or group, "")
