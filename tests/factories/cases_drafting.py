"""Agencies' own templates and papers in the making."""

from __future__ import annotations

from datetime import date

from cases.drafting.begin_draft import begun
from cases.drafting.content import sealed
from cases.drafting.current import template_for
from cases.models import Case, OwnTemplate, PaperDraft
from enforcement import clock
from enforcement.organisation.models import Agency, Person


def an_own_template(agency: Agency, by: Person, key: str = "ZG", body: str = "责令{{party.name}}改正。") -> OwnTemplate:
    """Draft an own template, not published."""
    row: OwnTemplate = OwnTemplate.objects.create(
        agency=agency, key=key, title="责令改正通知书", body=body, effective_on=date(2026, 1, 1), sha256="0" * 64,
        drafted_by=by, drafted_at=clock.now(),
    )  # fmt: skip
    return row


def a_paper_draft(case: Case, by: Person, key: str = "ZG") -> PaperDraft:
    """Begin a paper of a case."""
    at = clock.now()
    template = template_for(key, case.agency, clock.day_of(at))
    row: PaperDraft = PaperDraft.objects.create(
        case=case, key=key, title=template.title, version=template.version, template_sha256=template.sha256,
        sealed=sealed(begun(template, case, at)), drafted_by=by, drafted_at=at, saved_at=at,
    )  # fmt: skip
    return row
