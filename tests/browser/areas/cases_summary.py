"""Pages of cases.summary: who looks at each, and at what (see tests/browser/pages.py)."""

from decimal import Decimal

from cases.demo.life import Office
from cases.models import Case
from cases.summary.penalise_on_spot import penalise_on_spot
from enforcement import clock


def on_spot(town) -> Case:
    """Return a case on the spot of the town, laid at the first look: it waits for the second officer."""
    found = Case.objects.filter(on_spot__isnull=False).first()
    if found is not None:
        return found
    office = Office(town.staff, clock.now())
    return penalise_on_spot(
        by=office.by("urban", "lead"), at=office.at, agency_id=town.staff.agencies["urban"].pk, field="urban",
        second_id=town.staff.of("urban", "co").pk, party_kind="person", party_name="张某", place="市中街道",
        facts="在人行道上摆摊。", cause="占道经营", penalty="示例条例第一条", kinds=("fine",), fine=Decimal(50),
        refusal="当事人拒绝签名", rights_told=True,
    )  # fmt: skip


PAGES_OF: dict = {
    "on_spot": ("urban.lead", None),
    "on_spot_done": ("urban.lead", lambda t: [on_spot(t).pk]),
}
# The party's page needs the decision of both officers (looked at in tests/cases/summary).
NO_PAGES: list[str] = ["on_spot_read"]
