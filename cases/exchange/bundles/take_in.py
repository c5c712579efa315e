"""Take the rows of a bundle in: all or nothing, and nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import DataError, transaction
from django.utils.translation import gettext as _

from cases.exchange.bundles.archive import MANIFEST
from cases.exchange.bundles.shapes import Manifest
from cases.exchange.bundles.verify import MOST_FAULTS, Fault, Opened
from cases.exchange.models import Bundle, OutsideRow, Partner
from cases.import_record import write_outside
from cases.models import Case
from cases.outside import OutsideCase, read
from enforcement.actor import Actor
from enforcement.errors import Refusal

Report = Callable[[int, int], None]


@dataclass(slots=True)
class Outcome:
    """What was (or would be) done, by part: created, changed, unchanged; the faults; the cases that were written."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How many rows were created or changed."""
        return sum(c["created"] + c["changed"] for c in self.counts.values())

    def blame(self, fault: Fault) -> None:
        """Keep a fault, up to the number that a person reads."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)

    def told(self) -> dict[str, Any]:
        """Return it as JSON keeps it."""
        kinds = ("created", "changed", "unchanged")
        counts = {part: {kind: count[kind] for kind in kinds} for part, count in self.counts.items()}
        return {"counts": counts, "faults": [f.told() for f in self.faults]}


def try_out(opened: Opened, bundle: Bundle, *, by: Actor, at: datetime, report: Report) -> Outcome:
    """Return what taking the rows in would do, and leave nothing behind."""
    outcome = Outcome(faults=list(opened.faults))
    with transaction.atomic(durable=True):
        _write(opened, bundle, outcome, by, at, report)
        transaction.set_rollback(True)
    return outcome


def take_rows(opened: Opened, bundle: Bundle, *, by: Actor, at: datetime, report: Report) -> Outcome:
    """Write the rows in the caller's transaction, which it rolls back if there are faults."""
    outcome = Outcome(faults=list(opened.faults))
    _write(opened, bundle, outcome, by, at, report)
    return outcome


def _write(opened: Opened, bundle: Bundle, outcome: Outcome, by: Actor, at: datetime, report: Report) -> None:
    Partner.objects.select_for_update().get(pk=opened.partner.pk)  # one bundle of a partner after the other
    older = _older(opened)
    if older is not None:
        outcome.blame(older)
        return
    done, total = 0, sum(map(len, opened.rows.values()))
    for part, rows in opened.rows.items():
        known = {r.key: r for r in OutsideRow.objects.filter(partner=opened.partner, part=part).select_related("case")}
        count = outcome.counts.setdefault(part, Counter())
        for line, sha256, row in rows:
            report(done, total)
            done += 1
            before = known.get(row.key)  # type: ignore[attr-defined]
            if before is not None and before.sha256 == sha256:
                count["unchanged"] += 1
                continue
            try:
                with transaction.atomic():
                    _write_row(part, sha256, row, before, bundle, outcome, by, at)
            except Refusal as refusal:
                words = " ".join(filter(None, (str(refusal), str(refusal.remedy))))
                name = f"record.{refusal.field}" if part == "cases" and refusal.field else refusal.field
                outcome.blame(Fault(part, line, name, words))
            except DataError:
                outcome.blame(Fault(part, line, "record", _("A text is too long or a number too large.")))
            else:
                count["changed" if before else "created"] += 1


def _older(opened: Opened) -> Fault | None:
    """Return what is wrong with a bundle older than the one taken in last: played again, it would turn data back."""
    told = opened.told
    taken = Bundle.objects.filter(direction=Bundle.Direction.IN, state=Bundle.State.TAKEN, partner=opened.partner)
    same = taken.filter(manifest__agency=told.agency).order_by("done_at", "pk")
    last = same.values_list("manifest", flat=True).last()
    if last is None:
        return None
    before = Manifest.model_validate(last)
    for name, earlier in (("made_at", told.made_at < before.made_at), ("cursor", told.cursor < before.cursor)):
        if earlier:
            words = _("A newer bundle was taken in. Ask the sender for a new one; this one would turn data back.")
            return Fault(MANIFEST, 1, name, words)
    return None


def _write_row(
    part: str, sha256: str, row: Any, before: OutsideRow | None, bundle: Bundle, outcome: Outcome, by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    case: Case | None = None
    if part == "cases":
        case = write_outside(data=read(row.record, OutsideCase), by=by, at=at, replaces=before.case if before else None)
        outcome.cases.append(case.pk)
    kept = before or OutsideRow(partner=bundle.partner, part=part, key=row.key)
    kept.sha256, kept.bundle, kept.case = sha256, bundle, case
    kept.content = {} if part == "cases" else row.model_dump(mode="json")
    kept.save()
