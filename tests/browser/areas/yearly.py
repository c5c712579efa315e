"""Pages of cases.yearly: who looks at each, and at what (see tests/browser/pages.py)."""

from cases.yearly.demo import lay
from cases.yearly.models import ProgressReport, SectionMember, TrainingEvent, YearlyReport
from cases.yearly.shown import cases_behind


def laid(town, **facts) -> YearlyReport:
    """Return a report of the town, laid at the first look."""
    if not YearlyReport.objects.exists():
        lay(town.staff)
    return YearlyReport.objects.filter(**facts).order_by("-agency__path").first()


def _of(town, kind: str) -> int:
    return town.staff.agencies[kind].pk


def draft(town) -> list[int]:
    """Return the draft of the county, whose supervisor may do everything with it."""
    return [laid(town, state="draft", agency=_of(town, "county")).pk]


def counted(town) -> list[tuple[int, str]]:
    """Return a figure of the draft that has cases behind it."""
    report = YearlyReport.objects.get(pk=draft(town)[0])
    return [(report.pk, next(iter(cases_behind(report, None))))]


def public(town) -> list[tuple[int, int]]:
    """Return the published report of the county."""
    report = laid(town, state="published", agency=_of(town, "county"))
    return [(report.agency_id, report.year)]


def progress(town) -> list[int]:
    """Return the progress report."""
    laid(town)
    return [ProgressReport.objects.first().pk]


def agency(town) -> list[int]:
    """Return a department with a register."""
    laid(town)
    return [_of(town, "urban")]


PAGES_OF: dict = {
    "yearly_reports": ("justice.supervisor", None),
    "yearly_report": (
        "justice.supervisor",
        lambda t: [*draft(t), laid(t, state="published", agency=_of(t, "urban")).pk],
    ),
    "yearly_figures": ("justice.supervisor", draft),
    "yearly_send_back": ("justice.supervisor2", draft),
    "yearly_correct": ("justice.supervisor", lambda t: [laid(t, state="published", agency=_of(t, "county")).pk]),
    "yearly_behind": ("justice.supervisor", counted),
    "yearly_public_list": ("", None),
    "yearly_public": ("", public),
    "progress_public": ("", progress),
    "progress_reports": ("justice.supervisor", None),
    "progress_report": ("justice.supervisor", progress),
    "law_office": ("justice.supervisor", None),
    "law_register": ("urban.clerk", agency),
    "law_member_new": ("urban.clerk", agency),
    "law_member_end": ("urban.clerk", lambda t: [SectionMember.objects.filter(agency__in=agency(t)).first().pk]),
    "law_event_new": ("urban.clerk", agency),
    "law_event_withdraw": ("justice.supervisor", lambda t: [laid(t).pk and TrainingEvent.objects.first().pk]),
}
# Acts by POST, and files.
NO_PAGES: list[str] = [
    "yearly_new", "yearly_count_anew", "yearly_pass_on", "yearly_file", "yearly_public_file", "progress_new",
    "progress_settle", "progress_file", "progress_public_file",
]  # fmt: skip
