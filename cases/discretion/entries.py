"""Discretion: benchmarks and how they are weighed: what this area enters elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases import panels
from cases.discretion import citing, parameters
from cases.discretion.approve_departure import approve_departure
from cases.discretion.compare_acts import compare_acts
from cases.discretion.doubles import fined_elsewhere
from cases.discretion.forms import CompareForm, DepartureForm, LimitationForm, WeighForm
from cases.discretion.panel import panel
from cases.discretion.state_limitation import OPEN, state_limitation
from cases.discretion.weigh import STEPS, weigh
from cases.models import Case
from cases.pages import PAGES, Page, bind
from enforcement.access import public
from enforcement.norms import touching
from enforcement.organisation.access import duty
from enforcement.web import navigation
from enforcement.web.navigation import MenuEntry

ON = frozenset(STEPS)


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    touching.enter("cases.benchmarks", citing.resting)
    navigation.enter(MenuEntry("benchmarks", _("Benchmarks of discretion"), "scale", public, "public", 25))
    navigation.enter(
        MenuEntry("benchmark_sets", _("Issue benchmarks"), "scale", duty("review", "decide"), "manage", 40)
    )
    panels.enter("discretion", 30, "cases/discretion/_panel.html", panel)
    for page in _pages():
        if page.act not in PAGES:
            bind(page)


def _pages() -> list[Page]:
    return [
        Page(
            "weigh", _("Weigh on the benchmark"), WeighForm, weigh, step_acts=ON, icon="scale", submit=_("Record"),
            template="cases/discretion/weigh.html",
            help=_("The range shows while you choose. The last weighing counts; earlier ones stay on the record."),
        ),
        Page(
            "approve_departure", _("Approve the departure from the benchmark"), DepartureForm, approve_departure,
            step_acts=ON, icon="stamp", duty="decide", submit=_("Approve"), offered=_weighed,
        ),
        Page(
            "state_limitation", _("State the limitation"), LimitationForm, state_limitation, step_acts=frozenset(OPEN),
            icon="hourglass", submit=_("Record"),
        ),
        Page(
            "compare_acts", _("Another act than in an earlier case"), CompareForm, compare_acts, step_acts=ON,
            icon="git-compare", duty="decide", submit=_("Record"), offered=_fined,
        ),
    ]  # fmt: skip


def _weighed(case: Case) -> bool:
    last = case.weighings.last()
    return last is not None and last.approved_on is None


def _fined(case: Case) -> bool:
    return bool(fined_elsewhere([case.pk]))
