"""The terms of a case that run now: its clocks and the limits of its open steps, by a key that forms can carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.queries import open_steps
from enforcement.errors import Invalid
from enforcement.flowcharts import store
from enforcement.flowcharts.engine.clocks import Timed, limit_of
from enforcement.flowcharts.engine.extending import Allowed, allowed
from enforcement.flowcharts.engine.pausing import step_grounds
from enforcement.flowcharts.models import RunClock, StepRecord

GROUNDS: Final = {
    "testing": _("inspection, testing, quarantine or expert examination"),
    "announcement": _("announcement"),
    "identification": _("identification of goods by the holder of rights"),
    "refund": _("refund ordered to the payers"),
    "hearing": _("hearing"),
    "suspension": _("suspension of the investigation"),
    "transfer": _("transfer to the police"),
    "reconsideration": _("administrative reconsideration"),
    "litigation": _("administrative litigation"),
}
PLAIN_GROUNDS: Final = frozenset({"testing", "announcement", "identification", "refund"})
"""Grounds that a note of the officers starts and ends; the others have acts of their own."""


class NoSuchTerm(Invalid):
    """Refuse a term that does not run (any more)."""

    sentence = _("This term does not run any more.")
    remedy = _("Reload the page and choose one of those that run.")


@dataclass(frozen=True)
class Term:
    """A running term: ``key`` for forms, the clock or record, its title, what may extend it, what may stop it."""

    key: str
    subject: Timed
    title: str
    extension: Allowed | None
    grounds: frozenset[str]


def terms_of(case: Case) -> list[Term]:
    """Return the running terms of a case, its clocks first."""
    records = list(open_steps().filter(run=case.run).select_related("node", "run"))
    clocks = RunClock.objects.filter(run=case.run, closed_at__isnull=True).select_related("run")
    of_case = frozenset().union(*(case_grounds(r) for r in records)) & PLAIN_GROUNDS
    return [
        *(Term(f"clock-{c.pk}", c, clock_title(c), allowed(c), of_case) for c in clocks),
        *(Term(f"step-{r.pk}", r, f"{r.node.code} {r.node.title}", allowed(r), step_grounds(r) & PLAIN_GROUNDS)
          for r in records if r.due_on is not None),
    ]  # fmt: skip


def term_of(case: Case, key: str) -> Term:
    """Return one of them.

    Raises:
        NoSuchTerm: if it does not run.
    """
    found = next((t for t in terms_of(case) if t.key == key), None)
    if found is None:
        raise NoSuchTerm(field="term")
    return found


def clock_title(clock: RunClock) -> str:
    """Return what a clock of the case is called."""
    return str(_("Time to the decision")) if clock.code == "decision" else limit_of(clock).title


def case_grounds(record: StepRecord) -> frozenset[str]:
    """Return the grounds on which the chart stops the clock of the case while a step is open."""
    step = store.graph_of(record.node.version_id).node[record.node.key].step
    return frozenset(s.ground for s in step.suspensions if s.clock == "case") if step else frozenset()
