"""Register the norms of a workbook, all of them or none; each waits for another person to confirm it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.norms.register_norm import lay_norm
from enforcement.norms.sheet import Problem, cell, check


@dataclass(frozen=True, slots=True)
class Imported:
    """How many norms were registered, or would be."""

    norms: int


class FaultyWorkbook(Invalid):
    """Refuse a workbook with a mistake; ``problems`` names each cell."""

    sentence = _("Cells of the workbook are wrong; nothing was taken in.")

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(field="file")


@transaction.atomic(durable=True)
def import_norms(*, by: Actor, at: datetime, content: bytes, only_check: bool = False) -> Imported:
    """Register every norm of a workbook with its first version; with ``only_check`` write nothing.

    Raises:
        FaultyWorkbook: with every mistake of it. NotAllowed: without the duty of legal review or of supervision.
    """
    read, problems, columns = check(content)
    for one in read:
        try:
            with transaction.atomic():
                lay_norm(by=by, at=at, **one.facts)
        except Invalid as refusal:
            words = " ".join(filter(None, (str(refusal), str(refusal.remedy))))
            problems.append(Problem(cell(columns, refusal.field or "title", one.line), words))
    if problems:
        raise FaultyWorkbook(problems)
    if only_check:
        transaction.set_rollback(True)
    return Imported(len(read))
