"""The ground the demo stands on: bodies, persons, published charts, credentials and certificates."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cases.demo.bodies import BODIES, DEPARTMENTS, found
from cases.demo.people import Staff, employ
from certification.batches.demo import print_again
from certification.demo import certify, issue_direct
from enforcement import clock
from enforcement.actor import Actor
from enforcement.flowcharts.publication.ship import SHIPPED, ship
from enforcement.organisation.models import Agency, ParameterValue, Person

STARTED_AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
CHARTS_ON = date(2026, 1, 5)
VALID_FROM = date(2025, 1, 1)
VALID_TO = date(2029, 12, 31)
EXPIRED_ON = date(2026, 5, 31)  # one officer's credential runs out, so that somebody sees what happens then
OFFICERS = ("lead", "co", "third", "fourth", "fifth")
FIELD_OF = {b.key: b.fields[0] for b in BODIES if b.fields}


def actor(person: Person, agency: Agency) -> Actor:
    """Return a person of the demo as the one who acts."""
    return Actor(kind="person", person_id=person.pk, name=person.name, agency_id=agency.pk, agency=agency.name)


def lay() -> Staff:
    """Make bodies, persons, charts and credentials."""
    staff = employ(found(), DEPARTMENTS, STARTED_AT)
    publish_charts(staff)
    return staff


def publish_charts(staff: Staff) -> None:
    """Publish the shipped charts for the county through the acts: one drafter, two approvers."""
    justice = staff.agencies["justice"]
    drafter = actor(staff.of("justice", "examiner"), justice)
    approvers = [actor(staff.of("justice", key), justice) for key in ("approver1", "approver2")]
    for code in SHIPPED:
        ship(
            agency=staff.agencies["county"], code=code, drafter=drafter, approvers=approvers, publisher=approvers[1],
            at=STARTED_AT, effective_on=CHARTS_ON, note="首次公布",
        )  # fmt: skip


def certify_all(staff: Staff) -> None:
    """Enter the credentials of officers and the certificates of chairs and supervisors."""
    issuer = actor(staff.of("province_justice", "issuer"), staff.agencies["province_justice"])
    for key in DEPARTMENTS:
        agency = staff.agencies[key]
        for place in OFFICERS:
            until = EXPIRED_ON if (key, place) == ("market", "fifth") else VALID_TO
            issue_direct(
                person=staff.of(key, place), agency=agency, fields=[FIELD_OF[key]], area="乐陵市", valid_from=VALID_FROM,
                valid_to=until, at=STARTED_AT, by=issuer,
            )  # fmt: skip
        certify(
            person=staff.of(key, "chair"), agency=agency, kind="hearing_chair", number=f"鲁听{agency.pk:05d}",
            valid_from=VALID_FROM,
        )  # fmt: skip
    for serial, place in enumerate(("supervisor", "supervisor2"), start=1):
        certify(
            person=staff.of("justice", place), agency=staff.agencies["justice"], kind="supervision",
            number=f"鲁监{serial:05d}", valid_from=VALID_FROM,
        )  # fmt: skip


def print_cards(staff: Staff) -> None:
    """Print the cards of two agencies again as batches: one whole, one that leaves an expired credential out."""
    issuer = actor(staff.of("province_justice", "issuer"), staff.agencies["province_justice"])
    for key, title in (("urban", "城管执法证件补打"), ("market", "市场监管执法证件补打")):
        print_again(agency=staff.agencies[key], by=issuer, at=clock.now(), title=title)


def set_parameters(staff: Staff) -> None:
    """Set what lets a visitor walk from exam to credential in one sitting."""
    ParameterValue.objects.create(
        agency=staff.agencies["county"], code="credential.notice_days", value=0, from_on=VALID_FROM,
        source="演示：公示期设为零天，便于当场走完流程", set_by="system", set_at=STARTED_AT,
    )  # fmt: skip
