"""Leave the demand (P19): the party paid, or the way to enforcement is open (行政强制法第五十四条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from cases.acting import alone, close_step, lock, require_open
from cases.execution.answer_demand import NoDemand
from cases.execution.money import money_of
from cases.models import Case
from cases.rules.loading import load
from cases.rules.remedies import court_until, lapsed_on
from cases.rules.saying import say
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal

ARTICLE = "中华人民共和国行政强制法第五十三条、第五十四条"


class StillOwed(Refusal):
    """Refuse to call a demand followed while nothing came in."""

    sentence = _("Since the demand nothing was paid.")
    remedy = _("Record the payment first, or go on to enforcement once the term is over.")


class TermRuns(Refusal):
    """Refuse to go on to enforcement while the party may still perform or seek a remedy."""

    article = ARTICLE

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, remedy=_("Wait for that day; the desk will remind you."))


@transaction.atomic(durable=True)
def conclude_demand(*, case_id: int, by: Actor, at: datetime, outcome: str) -> Case:
    """Leave the step: ``paid`` goes back to payment, ``unpaid`` on to enforcement.

    Raises:
        NoDemand: before a demand was served. StillOwed: for paid while all is owed. TermRuns: for unpaid too early.
    """
    case = lock(case_id)
    require_open(case, "conclude_demand")
    demand = case.demands.last()
    if demand is None:
        raise NoDemand
    day = clock.day_of(at)
    file = load(case, today=day)
    lapsed = lapsed_on(file)
    if outcome == "paid":
        money = money_of(case, day)
        if money.last_paid_on is None:
            raise StillOwed
    else:
        if day <= demand.until_on:
            raise TermRuns(say(_SOON, {"on": demand.until_on.isoformat()}))
        if lapsed is None or day <= lapsed:
            raise TermRuns(say(_REMEDY, {"on": lapsed.isoformat()}) if lapsed else say(_PENDING, {}))
    close_step(
        case, act="conclude_demand", by=by, at=at, outcome=outcome, people=alone(by, "handle"),
        events={"remedies_lapsed": lapsed} if lapsed and outcome == "unpaid" else {},
        body={"demand": demand.number, "lapsed_on": lapsed, "court_until": court_until(file)},
    )  # fmt: skip
    return case


_SOON = noop("The term of the demand runs until %(on)s.")
_REMEDY = noop("The party may seek a remedy until %(on)s.")
_PENDING = noop("A reconsideration or lawsuit about the decision is not ended yet.")
