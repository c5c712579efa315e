"""Import items into a bank: all or nothing, and the second time nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from exams.bank.pictures import Drawn
from exams.imports.compare import Imported, compare
from exams.imports.draft import Draft, Problem
from exams.imports.faults import problems_of
from exams.imports.writing import Writer
from exams.models import Bank

SHOWN = 3


class ImportRefused(Invalid):
    """Refuse a whole import, with every problem and its place."""

    sentence = _("Nothing was imported.")
    remedy = _("Correct the places named and import the whole file again.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Take every problem."""
        self.problems = list(problems)
        super().__init__(
            _("Nothing was imported: %(count)d problems. %(first)s")
            % {"count": len(problems), "first": " ".join(str(p) for p in problems[:SHOWN])},
            field="file",
        )


class BankChanged(Refusal):
    """Refuse to import what was checked against a bank that is another one now."""

    sentence = _("The bank was changed since the file was checked.")
    remedy = _("Check the file again and look at what it would change now.")


@transaction.atomic(durable=True)
def import_items(
    *,
    bank_id: int,
    by: Actor,
    at: datetime,
    drafts: Sequence[Draft],
    problems: Sequence[Problem] = (),
    pictures: Iterable[Drawn] = (),
    expected: Imported | None = None,
    dry_run: bool = False,
) -> Imported:
    """Add new items, new versions of reworded ones and new versions of corrected keys; ``dry_run`` only counts.

    ``expected`` is what a check found that the import would do. The key of an item that has been on papers is never
    changed: that takes two persons.

    Raises:
        NotFound, NotAllowed, ImportRefused, BankChanged
    """
    bank = Bank.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=bank_id).first()
    if bank is None:
        raise NotFound
    require(by=by, duty="exam", agency=bank.agency)
    drawings = {drawn.sha256: drawn for drawn in pictures}
    plan, faults = compare(bank, drafts, drawings)
    faults = [*problems, *problems_of(drafts), *faults]
    if faults:
        raise ImportRefused(faults)
    outcome = plan.outcome
    if expected is not None and outcome != expected:
        raise BankChanged
    if dry_run or not outcome.changes:
        return outcome
    Writer(bank, by.name, at).write(plan, drawings.values())
    append(
        series=f"bank:{bank.pk}",
        by=by,
        at=at,
        verb="exam.import_items",
        body={
            "bank": bank.pk,
            "name": bank.name,
            "sha256": _fingerprint(drafts),
            "rekeyed_codes": [draft.code for _one, draft in plan.rekeyed],
            **asdict(outcome),
        },
    )
    return outcome


def _fingerprint(drafts: Sequence[Draft]) -> str:
    """Return the hash of all items with their keys, whatever their order and format."""
    facts = sorted([draft.code, draft.sha256, draft.mask, json.dumps(draft.texts)] for draft in drafts)
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()
