"""The ledger of a sitting: its start is entered with whatever comes next, so that starting is one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from enforcement.actor import Actor
from enforcement.ledger.append import append
from enforcement.ledger.append_all import Fact
from enforcement.ledger.models import Entry
from exams.models import Candidate, SaveJournal, Sitting

STARTED = "exam.start"
SAID = ("deadline_at", "honour")
"""What the ledger takes over from the journal's row of the start."""


def record(*, sitting: Sitting, by: Actor, at: datetime, verb: str, body: Mapping[str, object]) -> None:
    """Append to the ledger of a sitting, first its start where that is not there yet.

    The caller holds the sitting's row; ``sitting`` has candidate, person and agency selected.

    Raises:
        TransactionManagementError: outside a transaction.
    """
    for fact in missing_starts([sitting]):
        append(series=fact.series, by=fact.by, at=fact.at, verb=fact.verb, body=fact.body)
    append(series=series_of(sitting.pk), by=by, at=at, verb=verb, body={"sitting": sitting.pk, **body})


def missing_starts(sittings: Sequence[Sitting]) -> list[Fact]:
    """Return the starts that are not in the ledger yet, each as of its own moment, with what the journal says of it."""
    begun = {series_of(sitting.pk): sitting for sitting in sittings if sitting.started_at}
    there = set(Entry.objects.filter(series__in=list(begun), verb=STARTED).values_list("series", flat=True))
    late = [sitting for series, sitting in begun.items() if series not in there]
    if not late:
        return []
    kept = dict(SaveJournal.objects.filter(sitting__in=late, kind="start").values_list("sitting_id", "texts"))
    return [
        Fact(
            series_of(sitting.pk),
            candidate_actor(sitting.candidate),
            sitting.started_at,  # type: ignore[arg-type]  # asked before
            STARTED,
            {"sitting": sitting.pk, **{k: v for k, v in (kept.get(sitting.pk) or {}).items() if k in SAID}},
        )
        for sitting in late
    ]


def candidate_actor(candidate: Candidate) -> Actor:
    """Return a candidate as the one who acts; person and agency are selected."""
    person, agency = candidate.person, candidate.agency
    return Actor(kind="person", person_id=person.pk, name=person.name, agency_id=agency.pk, agency=agency.name)


def series_of(sitting_id: int) -> str:
    """Return the ledger series of a sitting."""
    return f"sitting:{sitting_id}"
