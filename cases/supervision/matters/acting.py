"""The shape of an act on a matter: lock, write, keep the paper, then leave the step or note it on the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.supervision.insiders import refuse_insider
from cases.supervision.matters.models import Matter
from cases.supervision.matters.supervisors import Conflicted, governs
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder
from enforcement.flowcharts.engine.advance import TakingPart, advance
from enforcement.flowcharts.models import Run, StepRecord
from enforcement.ledger.append import append
from enforcement.ledger.chain import GENESIS, Head
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency

SUPERVISE: Final = "supervise"
GOVERN: Final = "govern"
ORGAN: Final = "decide"


class TextMissing(Invalid):
    """Refuse an act that says nothing."""

    sentence = _("Write what was found, and why.")


def lock(matter_id: int, *acts: str, by: Actor, at: datetime, duty: str) -> Matter:
    """Return a matter, locked, at which one of the acts is to be done: by its open step, or else by its letter.

    Raises:
        NotFound: if there is no such matter. OutOfOrder: if something else is to be done.
        NotAllowed: for the system, without the duty over the supervised organ, and for anybody but the organ's own
        government where it must decide. cases.supervision.insiders.Insider: for those who hold a post in the organ.
        cases.supervision.matters.supervisors.Conflicted: for a supervisor who was recused.
    """
    found = Matter.objects.select_related("agency", "body", "case").filter(pk=matter_id).first()
    if found is None:
        raise NotFound
    if by.person_id is None:  # a person answers for it, never the system
        raise NotAllowed
    _require(found.agency, by=by, at=at, duty=duty)
    if duty == SUPERVISE and found.recusals.filter(person_id=by.person_id).exists():
        raise Conflicted
    if found.run_id is None:
        Matter.objects.select_for_update().get(pk=found.pk)
    else:
        found.run = Run.objects.select_for_update().get(pk=found.run_id)
    if open_act(found) not in acts:
        raise OutOfOrder
    return found


def open_step(matter: Matter) -> StepRecord | None:
    """Return the open step; None once the matter is closed, and for one without a run."""
    rows = StepRecord.objects.filter(run=matter.run_id, left_at__isnull=True, node__kind="task")
    return rows.select_related("node", "run").first() if matter.run_id else None


def open_act(matter: Matter) -> str:
    """Return the act that is to be done next, "" once the matter is closed."""
    if matter.run_id is not None:
        step = open_step(matter)
        return step.node.act if step else ""
    if matter.letters.filter(settled_on__isnull=True).exists():
        return "judge_answer"
    return "close_matter" if Matter.objects.filter(pk=matter.pk, closed_on__isnull=True).exists() else ""


def _require(agency: Agency, *, by: Actor, at: datetime, duty: str) -> None:
    """Refuse who may not act on the organ: a duty to govern counts where it was granted on its own government."""
    if duty == GOVERN and not governs(by.person_id, agency):
        raise NotAllowed
    require(by=by, duty=duty, agency=agency)
    if duty != ORGAN:
        refuse_insider(by=by, agency=agency, at=at)


def needed(text: str, field: str) -> str:
    """Return a text without blanks around it.

    Raises:
        TextMissing: for an empty one.
    """
    if not text.strip():
        raise TextMissing(field=field)
    return text.strip()


def leave(
    matter: Matter, step: str, *, by: Actor, at: datetime, outcome: str, role: str, body: Mapping[str, Any],
    people: Iterable[TakingPart] = (), verb: str = "",
) -> None:  # fmt: skip
    """Leave the open step as the one who acts, with others who take part; a matter without a run is told of alone."""
    if matter.run_id is None:
        note(matter, act=verb or step, by=by, at=at, body={**body, "outcome": outcome})
        return
    own = TakingPart(by.person_id or 0, by.name, role)
    others = [p for p in people if p.person_id != by.person_id]
    mine = next((p for p in people if p.person_id == by.person_id), own)
    advance(
        run_id=matter.run_id, by=by, at=at, act=step, outcome=outcome, taking_part=(mine, *others), body=body,
        verb=verb,
    )  # fmt: skip


def note(matter: Matter, *, act: str, by: Actor, at: datetime, body: Mapping[str, Any]) -> None:
    """Append an act that leaves no step to the matter's ledger."""
    if matter.run_id is None:
        append(series=matter.series, by=by, at=at, verb=f"matter.{act}", body=body)
        return
    run = Run.objects.get(matter=matter)
    head = Head(run.last_seq, run.last_hash or GENESIS)
    head = append(series=run.series, by=by, at=at, verb=f"matter.{act}", head=head, body=body)
    Run.objects.filter(pk=run.pk).update(last_seq=head.seq, last_hash=head.hash)


def set_due(matter: Matter, due: date) -> None:
    """Set the end of the open step by the term that a letter names."""
    StepRecord.objects.filter(run=matter.run_id, left_at__isnull=True, node__kind="task").update(
        raw_due_on=due, due_on=due
    )
