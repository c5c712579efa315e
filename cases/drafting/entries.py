"""Templates of papers, and papers drafted in the browser: what this area enters elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import panels
from cases.access import case_worker, duties_on
from cases.drafting import citing, whole_file
from cases.drafting.base import in_force
from cases.drafting.duties import DRAFTERS, issues, needs_another
from cases.models import Case, PaperDraft
from enforcement import clock
from enforcement.access import public
from enforcement.flowcharts.acts import Act, register
from enforcement.norms import touching
from enforcement.organisation.access import duties_of, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry
from enforcement.web.worklist import ToDo

OPEN = (PaperDraft.State.DRAFT, PaperDraft.State.SUBMITTED)
ACTS = (
    ("submit_paper", "提交文书", "Submit a paper"), ("return_paper", "退回文书", "Return a paper"),
    ("issue_paper", "签发文书", "Issue a paper"),
)  # fmt: skip


def enter_all() -> None:
    """Enter everything."""
    touching.enter("cases.templates", citing.resting)
    for code, zh, en in ACTS:
        register(Act(code, zh, en))
    panels.enter("papers", 30, "cases/drafting/_panel.html", panel)
    worklist.enter("cases.drafting", to_issue)
    navigation.enter(
        MenuEntry("paper_templates", gettext_lazy("Templates of papers"), "template", case_worker, "work", 40)
    )
    navigation.enter(
        MenuEntry("paper_check", gettext_lazy("Check a paper"), "rosette-discount-check", public, "public", 40)
    )
    whole_file.enter()


def panel(case: Case, request: HttpRequest) -> dict[str, Any] | None:
    """Return the papers in the making of a case, for those who draft or issue."""
    if not DRAFTERS & duties_on(request, case):
        return None
    under_way = case.run is not None and case.run.closed_at is None
    drafts = list(PaperDraft.objects.filter(case=case, state__in=OPEN).select_related("drafted_by"))
    return {"drafts": drafts, "may_begin": under_way} if drafts or under_way else None


def to_issue(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the papers that wait for the person to issue them, and own ones that were returned."""
    if not DRAFTERS & duties_of(request):
        return
    me = person_of(request).pk
    where = agencies_where(person_id=me, duties=DRAFTERS)
    rows = PaperDraft.objects.filter(state=PaperDraft.State.SUBMITTED, case__agency__in=where)
    for draft in rows.select_related("case__agency", "case__party").order_by("submitted_at")[:20]:
        template = in_force(draft.key, clock.today())
        mine = draft.drafted_by_id == me
        if issues(template, duties_on(request, draft.case)) and not (mine and needs_another(template)):
            yield ToDo(
                title=_("Issue: %(title)s") % {"title": draft.title}, subject=f"{draft.case} · {draft.case.party.name}",
                url=reverse("paper_draft", args=[draft.case_id, draft.pk]), kind="case",
            )  # fmt: skip
