"""Pages of cases.drafting: who looks at each, and at what (see tests/browser/pages.py)."""

from cases.models import Case
from tests.factories.cases_drafting import a_paper_draft


def _case(town) -> Case:
    return Case.objects.filter(assignments__person=town.of("urban.lead"), run__closed_at__isnull=True).first()


def _draft(town) -> tuple[int, int]:
    draft = a_paper_draft(_case(town), town.of("urban.lead"))
    return draft.case_id, draft.pk


PAGES_OF: dict = {
    "paper_choose": ("urban.lead", lambda t: [_case(t).pk]),
    "paper_draft": ("urban.lead", lambda t: [_draft(t)]),
    "paper_templates": ("urban.reviewer", None),
    "paper_template": ("urban.reviewer", lambda t: ["JD", "ZG"]),
    "paper_template_own": ("urban.reviewer", lambda t: ["ZG"]),
    "paper_check": ("", None),
}
NO_PAGES: list[str] = [
    "paper_draft_pdf",
    "paper_issue",
    "paper_return",
    "paper_drop",
    "case_file_make",
    "case_file_ready",
    "paper_template_sample",
    "paper_template_publish",
]
