"""Forms of suspension: the head approves it, and lifts it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.evidence.suspend import P33, approve_suspension, lift_suspension
from cases.forms.base import OUTCOME, ActForm, choice, long_text
from cases.models import Case, Suspension
from cases.pages import Page, bind
from cases.queries import open_steps


class ApproveForm(ActForm):
    """On which ground of the list."""

    ground = choice(_("Ground of the list"), choices=Suspension.Ground.choices)
    facts = long_text(_("What happened, and since when"), rows=3)


class LiftForm(ActForm):
    """Why the investigation goes on."""

    outcome = choice(OUTCOME)
    because = long_text(_("Why the investigation goes on"), rows=3)

    def prepare(self) -> None:
        """Offer what is lawful now: to resume what was suspended, or not to suspend."""
        self.offer_outcomes(["resumed" if _lasts(self.case) else "not_approved"])


def _lasts(case: Case) -> bool:
    return case.suspensions.filter(to_on__isnull=True).exists()


def _waits(case: Case) -> bool:
    return not _lasts(case) and open_steps().filter(run=case.run, node__code=P33).exists()


bind(
    Page(
        "approve_suspension", _("Approve the suspension"), ApproveForm, approve_suspension, duty="decide",
        step_acts=frozenset({"lift_suspension", "record"}), icon="player-pause", submit=_("Suspend"), offered=_waits,
        help=_("From today the days to the decision stand still."),
    )
)  # fmt: skip
bind(
    Page(
        "lift_suspension", _("Resume the investigation"), LiftForm, lift_suspension, submit=_("Decide"),
        help=_("If the suspension was asked for and is right, approve it first."),
    )
)  # fmt: skip
