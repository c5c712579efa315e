"""What is going on around a credential, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from certification.models import AnnualCheck, Credential, Delivery, Proposal, Task
from enforcement import clock


@dataclass(frozen=True, slots=True)
class Live:
    """Open things to do, proposals, the delivery and the annual checks of a credential."""

    tasks: list[Task]
    done: list[Task]
    proposals: list[Proposal]
    delivery: Delivery | None
    checks: list[AnnualCheck]
    today: date
    may_do: bool


def live_of(row: Credential, *, held: frozenset[str]) -> Live:
    """Return it, with whether somebody with these duties may do the things to do."""
    tasks = list(row.tasks.all())
    return Live(
        tasks=[task for task in tasks if task.done_on is None],
        done=[task for task in tasks if task.done_on is not None],
        proposals=list(row.proposals.all()),
        delivery=Delivery.objects.filter(credential=row).select_related("handed_by").first(),
        checks=list(row.annual_checks.select_related("round").order_by("-round__year")),
        today=clock.today(),
        may_do=bool(held & {"apply", "examine", "issue"}),
    )
