"""The pages of the acts on payment, demand and enforcement, bound to their forms."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.execution import forms as f
from cases.execution.answer_demand import answer_demand
from cases.execution.apply_to_court import apply_to_court
from cases.execution.conclude_demand import conclude_demand
from cases.execution.conclude_enforcement import conclude_enforcement
from cases.execution.demand_payment import demand_payment
from cases.execution.enforce_itself import enforce_itself
from cases.execution.hand_in import hand_in
from cases.execution.impose_surcharge import impose_surcharge
from cases.execution.make_agreement import WHILE_ENFORCED, make_agreement
from cases.execution.money import money_of
from cases.execution.receive_payment import WHILE_OWED, receive_payment
from cases.forms.base import ActForm
from cases.models import Case
from cases.pages import Page, bind
from enforcement import clock


def bind_all() -> None:
    """Bind every page of this area, once."""
    demand, court = frozenset({"conclude_demand"}), frozenset({"conclude_enforcement"})
    for page in (
        Page("conclude_demand", _("Demand and its end"), f.OutcomeForm, conclude_demand, submit=_("Leave this step")),
        Page("conclude_enforcement", _("How the enforcement ended"), f.EnforcedForm, conclude_enforcement,
             submit=_("Record the outcome")),
        Page("receive_payment", _("Record a payment"), f.ReceiveForm, receive_payment, step_acts=WHILE_OWED,
             icon="cash", submit=_("Record the payment"), offered=_owed),
        Page("impose_surcharge", _("Impose the additional fine"), ActForm, impose_surcharge, step_acts=WHILE_OWED,
             icon="percentage", duty="decide", submit=_("Impose it"), offered=_late,
             help=_("Three per cent of the unpaid fine a day, at most as much as the fine; it grows by itself.")),
        Page("demand_payment", _("Serve a demand"), f.DemandForm, demand_payment, step_acts=demand, icon="bell",
             submit=_("Record the service"), help=_("The party then has ten working days, and may be heard.")),
        Page("answer_demand", _("Hear the party on the demand"), f.AnswerForm, answer_demand, step_acts=demand,
             icon="messages", submit=_("Record"), offered=_demanded),
        Page("make_agreement", _("Agree on performance"), f.AgreementForm, make_agreement, step_acts=WHILE_ENFORCED,
             icon="file-text", duty="decide", submit=_("Record the agreement")),
        Page("apply_to_court", _("Apply to the court"), f.CourtForm, apply_to_court, step_acts=court,
             icon="building-bank", duty="decide", submit=_("Apply")),
        Page("enforce_itself", _("Enforce by ourselves"), f.OwnForm, enforce_itself, step_acts=court, icon="hammer",
             duty="decide", submit=_("Decide on enforcement")),
        Page("hand_in", _("Hand in collected money"), f.HandInForm, hand_in, icon="coins", submit=_("Record"),
             offered=_collected, any_time=True),
    ):  # fmt: skip
        bind(page)


def _owed(case: Case) -> bool:
    return hasattr(case, "decision") and money_of(case, clock.today()).owed > 0


def _late(case: Case) -> bool:
    if not hasattr(case, "decision") or hasattr(case, "surcharge_order"):
        return False
    return bool(money_of(case, clock.today()).working.total)


def _demanded(case: Case) -> bool:
    return case.demands.exists()


def _collected(case: Case) -> bool:
    return case.payments.filter(channel="on_the_spot", banked_on__isnull=True, amount__gt=0).exists()
