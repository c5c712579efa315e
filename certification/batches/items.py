"""Take the items of a batch in chunks, and write what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from certification.models import IssueBatch, IssueItem
from enforcement.errors import Refusal

State = IssueItem.State
PAST: Final = {
    IssueBatch.Stage.CHECK: (State.CHECKED, State.SIGNED, State.DRAWN, State.FAILED),
    IssueBatch.Stage.SIGN: (State.SIGNED, State.DRAWN, State.FAILED),
    IssueBatch.Stage.DRAW: (State.DRAWN, State.FAILED),
}
"""The states of the items that a stage is done with."""
LONGEST: Final = 400


def chunks(batch: IssueBatch, state: str, size: int) -> Iterator[list[IssueItem]]:
    """Yield the items in a state, so many at once in their order, until none is left in it."""
    rows: QuerySet[IssueItem] = IssueItem.objects.filter(batch=batch, state=state).order_by("position")
    before = None
    while found := list(rows.select_related("application__agency", "application__person", "credential")[:size]):
        if found[0].pk == before:
            raise Stuck(_("The work does not advance at card %(n)s.") % {"n": found[0].position})
        before = found[0].pk
        yield found


class Stuck(Refusal):
    """Refuse to go round in a circle, should a stage leave its items where they are."""


def put(items: Sequence[IssueItem], state: str, **more: Any) -> None:
    """Write the state of items."""
    IssueItem.objects.filter(pk__in=[item.pk for item in items]).update(state=state, **more)


def leave_out(item: IssueItem, refusal: Refusal) -> None:
    """Leave an item out with the reason in words, what to do included."""
    words = " ".join(str(part) for part in (refusal, refusal.article, refusal.remedy) if part)
    put([item], State.FAILED, reason=words[:LONGEST], part=None)


def passed(batch: IssueBatch, stage: str) -> int:
    """Return how many items of a batch a stage is done with; packing is one piece of work."""
    states = PAST.get(IssueBatch.Stage(stage))
    return IssueItem.objects.filter(batch=batch, state__in=states).count() if states else 0
