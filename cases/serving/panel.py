"""The panel of service and publication on the page of a case, and what the desk reminds of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import Case, HeavyFiling, Publication, Remedy
from cases.queries import CASE_DUTIES
from cases.rules.remedies import UPSET
from cases.rules.time import working
from cases.service import METHODS
from cases.timing import light_of
from enforcement import clock
from enforcement.flowcharts.calendar.current import calendar
from enforcement.organisation.access import duties_of, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.worklist import ToDo

WITHDRAW_DAYS = 3
DOCUMENTS = {
    "decision": ("行政处罚决定书", "Decision"), "JD": ("行政处罚决定书", "Decision"),
    "notice": ("行政处罚告知书", "Prior notice"), "hearing_notice": ("听证通知书", "Notice of the hearing"),
    "demand": ("催告书", "Demand"), "no_penalty": ("不予行政处罚决定书", "Decision without penalty"),
}  # fmt: skip
"""What is served, by the code of the service."""


def serving(case: Case, _request: HttpRequest) -> dict[str, Any] | None:
    """Return address, services and publication of a case, None before there is any of them."""
    services, address = list(case.services.all()), case.addresses.last()
    publication = Publication.objects.filter(case=case).first()
    filing = HeavyFiling.objects.filter(case=case).first()
    if not (services or address or publication or filing):
        return None
    return {
        "services": [(s, _said(DOCUMENTS, s.document), _said(METHODS, s.method)) for s in services],
        "address": address,
        "publication": publication, "postings": list(publication.postings.all()) if publication else [],
        "filing": filing,
    }  # fmt: skip


def _said(words: dict[str, tuple[str, str]], code: str) -> str:
    zh, en = words.get(code, (code, code))
    return en if (get_language() or "").startswith("en") else zh


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield heavy decisions to file, and decisions to withdraw from the public."""
    if not request.user.is_authenticated or not duties_of(request) & CASE_DUTIES:
        return
    me, today = person_of(request).pk, clock.today()
    mine = agencies_where(person_id=me, duties={"handle"}).values("pk")
    for one in HeavyFiling.objects.filter(filed_on__isnull=True, case__agency__in=mine).select_related("case"):
        yield ToDo(
            title=_("File the heavy decision with the justice bureau"), subject=str(one.case), due_on=one.due_on,
            url=reverse("case_act", args=[one.case_id, "file_heavy"]), kind="case",
            light=light_of(one.due_on, one.case.filed_on, today),
        )  # fmt: skip
    shown = agencies_where(person_id=me, duties={"publish"}).values("pk")
    upset = Remedy.objects.filter(
        outcome__in=UPSET, case__agency__in=shown, case__publication__withdrawn_on__isnull=True,
        case__publication__isnull=False,
    ).select_related("case")  # fmt: skip
    for remedy in upset:
        due = working(remedy.outcome_on or today, WITHDRAW_DAYS, calendar())
        yield ToDo(
            title=_("Withdraw the decision from the public page"), subject=str(remedy.case), due_on=due, kind="case",
            url=reverse("case_act", args=[remedy.case_id, "withdraw_publication"]),
            light=light_of(due, remedy.outcome_on, today),
        )  # fmt: skip
