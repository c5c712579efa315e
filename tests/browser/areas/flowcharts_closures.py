"""Pages of enforcement.flowcharts.closures: who looks at each, and at what (see tests/browser/pages.py)."""

from datetime import date

from enforcement import clock
from enforcement.actor import Actor
from enforcement.flowcharts.closures.models import CalendarRevision
from enforcement.flowcharts.closures.propose_revision import propose_revision
from enforcement.flowcharts.closures.reading import StatedDay


def notice(t) -> int:
    """Return a notice that the town's administrator has entered and that waits for a second person."""
    found = CalendarRevision.objects.filter(status="proposed").first()
    if found is None:
        person = t.of("county.system")
        found = propose_revision(
            by=Actor(kind="person", person_id=person.pk, name=person.name), at=clock.now(), notice_number="演示〔2026〕1号",
            days=[StatedDay(date(2027, 1, 1), is_working=False, reason="元旦")], year=2027,
        )  # fmt: skip
    return found.pk


PAGES_OF: dict = {
    "calendar_year": ("", lambda t: [2026, 2027]),
    "calendar_closure": ("urban.head", None),
    "calendar_notices": ("county.system", None),
    "calendar_notice_new": ("county.system", None),
    "calendar_notice": ("county.system", lambda t: [notice(t)]),
}
NO_PAGES: list[str] = ["calendar_now", "calendar_confirm", "calendar_withdraw"]
