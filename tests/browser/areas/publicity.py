"""Pages of cases.publicity: who looks at each, and at what (see tests/browser/pages.py)."""

from cases.demo.life import Office
from cases.models import Inspection
from cases.publicity.demo import FROM, answer, lay_list, powers
from cases.publicity.demo_rows import others
from cases.publicity.models import PublicEntry, PublicList, ShownResult
from cases.publicity.results.demo import lay as lay_results
from cases.supervision.matters.models import Matter
from enforcement import clock
from tests.browser.areas.matters import laid
from tests.factories.cases_evidence import an_inspection


def listed(town) -> list[int]:
    """Return the published lists of the urban bureau and a draft, laid at the first look."""
    agency = town.staff.agencies["urban"]
    rows = PublicList.objects.filter(agency=agency)
    if not rows.exists():
        office = Office(town.staff, clock.now())
        for kind, given in {"powers": powers("urban", "城市管理"), **others(agency, "城市管理")}.items():
            lay_list(office, "urban", kind, given)
        lay_list(office, "urban", "powers", [], from_on=FROM.replace(year=FROM.year + 2), publish=False)
    return [row.pk for row in rows]


def draft(town) -> int:
    return PublicList.objects.get(pk__in=listed(town), published_at__isnull=True).pk


def entries(town) -> list[int]:
    """Return a power, with its flowchart, and a letter of delegation that ended."""
    rows = PublicEntry.objects.filter(issue_id__in=listed(town), issue__published_at__isnull=False)
    return [rows.filter(issue__kind=kind).first().pk for kind in ("powers", "delegations")]


def urban(town) -> int:
    listed(town)
    return town.staff.agencies["urban"].pk


def results(town) -> list[ShownResult]:
    """Return the results of the urban bureau, laid at the first look: one waits, one is public, one withdrawn."""
    rows = ShownResult.objects.filter(agency=town.staff.agencies["urban"])
    if not rows.exists():
        agency = town.staff.agencies["urban"]
        for number in range(3 - Inspection.objects.filter(agency=agency).count()):
            an_inspection(agency, number=f"示检{number}")
        lay_results(Office(town.staff, clock.now()))
    return list(rows)


def result(town, *, public: bool) -> int:
    return next(r.pk for r in results(town) if bool(r.published_on) == public and not r.withdrawn_on)


def inspection(town) -> int:
    return next(r.inspection_id for r in results(town) if r.inspection_id and not r.published_on)


def judged(town) -> list[tuple]:
    """Lay answers of a quarter that is over, so that there is something to show."""
    answer(town.staff.agencies["urban"], 12)
    return [()]


PAGES_OF: dict = {
    "bodies": ("", lambda t: [()] if urban(t) else []),
    "body": ("", lambda t: [urban(t)]),
    "public_list": ("", lambda t: [(urban(t), kind) for kind in ("powers", "delegations")]),
    "public_entry": ("", entries),
    "powers": ("", None),
    "circulars": ("", lambda t: [()] if laid(t, Matter) else []),
    "enforcement_results": ("", lambda t: [()] if results(t) else []),
    "enforcement_result": ("", lambda t: [r.pk for r in results(t) if r.published_on][:2]),
    "results_kept": ("urban.clerk", lambda t: [()] if results(t) else []),
    "result_kept": ("urban.head", lambda t: [result(t, public=False), result(t, public=True)]),
    "result_write": ("urban.lead", lambda t: [inspection(t)]),
    "result_permit": ("urban.lead", None),
    "result_publish": ("urban.head", lambda t: [result(t, public=False)]),
    "result_withhold": ("urban.head", lambda t: [inspection(t)]),
    "result_withdraw": ("urban.head", lambda t: [result(t, public=True)]),
    "survey": ("", None),
    "survey_results": ("", judged),
    "privacy": ("", None),
    "accessibility": ("", None),
    "publicity_timeliness": ("justice.supervisor", None),
    "public_lists": ("urban.clerk", None),
    "list_begin": ("urban.clerk", lambda t: ["powers"]),
    "list_draft": ("urban.clerk", lambda t: [draft(t)]),
    "list_row_new": ("urban.clerk", lambda t: [draft(t)]),
    "list_row": ("urban.clerk", lambda t: [(draft(t), PublicEntry.objects.filter(issue_id=draft(t)).first().pk)]),
}
# Workbooks, files for search engines, and acts behind a button.
NO_PAGES: list[str] = [
    "public_list_workbook",
    "list_template",
    "list_publish",
    "list_discard",
    "list_row_out",
    "robots",
    "sitemap",
    "sitemap_part",
]
