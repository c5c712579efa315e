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
from enforcement.flowcharts.engine.advance import Advanced, TakingPart, advance
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


def lock(matter_id: int, *acts: str, by: Actor, at: datetime, duty: str) -> tuple[Matter, StepRecord]:
    """Return a matter with its run locked, and its open step, which must bind one of the acts.

    Raises:
        NotFound: if there is no such matter. OutOfOrder: if another step is open.
        NotAllowed: for the system, without the duty over the supervised organ, and for anybody but the organ's own
        government where it must decide. cases.supervision.insiders.Insider: for those who hold a post in the organ.
        cases.supervision.matters.supervisors.Conflicted: for a supervisor who was recused.
    """
    found = Matter.objects.select_related("agency", "body", "case").filter(pk=matter_id).first()
    if found is None or found.run_id is None:
        raise NotFound
    if by.person_id is None:  # a person answers for it, never the system
        raise NotAllowed
    _require(found.agency, by=by, at=at, duty=duty)
    if duty == SUPERVISE and found.recusals.filter(person_id=by.person_id).exists():
        raise Conflicted
    found.run = Run.objects.select_for_update().get(pk=found.run_id)
    open_steps = StepRecord.objects.filter(run=found.run, left_at__isnull=True, node__kind="task")
    step = open_steps.select_related("node").first()
    if step is None or step.node.act not in acts:
        raise OutOfOrder
    return found, step


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
) -> Advanced:  # fmt: skip
    """Leave the open step as the one who acts, with others who take part."""
    own = TakingPart(by.person_id or 0, by.name, role)
    others = [p for p in people if p.person_id != by.person_id]
    mine = next((p for p in people if p.person_id == by.person_id), own)
    return advance(
        run_id=matter.run_id or 0, by=by, at=at, act=step, outcome=outcome, taking_part=(mine, *others), body=body,
        verb=verb,
    )  # fmt: skip


def note(matter: Matter, *, act: str, by: Actor, at: datetime, body: Mapping[str, Any]) -> None:
    """Append an act that leaves no step to the matter's ledger."""
    run = Run.objects.get(matter=matter)
    head = Head(run.last_seq, run.last_hash or GENESIS)
    head = append(series=run.series, by=by, at=at, verb=f"matter.{act}", head=head, body=body)
    Run.objects.filter(pk=run.pk).update(last_seq=head.seq, last_hash=head.hash)


def set_due(matter: Matter, due: date) -> None:
    """Set the end of the open step by the term that a letter names."""
    StepRecord.objects.filter(run=matter.run_id, left_at__isnull=True, node__kind="task").update(
        raw_due_on=due, due_on=due
    )
