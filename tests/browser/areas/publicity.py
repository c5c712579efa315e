"""Pages of cases.publicity: who looks at each, and at what (see tests/browser/pages.py)."""

from cases.demo.life import Office
from cases.publicity.demo import FROM, answer, lay_list, powers
from cases.publicity.demo_rows import others
from cases.publicity.models import PublicEntry, PublicList
from enforcement import clock


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
