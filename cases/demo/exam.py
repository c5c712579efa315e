"""Exams of the demo: last spring's with results, this autumn's being marked, and one that is open now."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.demo.bodies import DEPARTMENTS
from cases.demo.ground import OFFICERS
from cases.demo.people import Staff
from enforcement.flowcharts.deadlines import COUNTY
from exams.demo import conclude, load_bank, open_demo_session
from exams.demo_professional import hold_professional
from exams.demo_sitting import sit_through

SPRING = datetime(2026, 4, 18, 9, 0, tzinfo=COUNTY)
AUTUMN = datetime(2026, 10, 24, 9, 0, tzinfo=COUNTY)
READ = 5
SHARES = (0.93, 0.88, 0.84, 0.79, 0.74, 0.71, 0.66, 0.62, 0.58, 0.51)


def hold(staff: Staff, at: datetime) -> None:
    """Hold spring's session to its end, a professional one up to its marking, and open one for new officers."""
    county = staff.agencies["county"]
    load_bank(county, SPRING - timedelta(days=10))
    sitters = [staff.of(key, place) for key in DEPARTMENTS for place in OFFICERS[2:]]
    spring = open_demo_session(county, sitters, SPRING, title="春季场", days=2)
    for serial, person in enumerate(sitters):
        sit_through(spring, person, SHARES[serial % len(SHARES)], SPRING + timedelta(minutes=serial))
    conclude(spring, SPRING + timedelta(days=2, hours=1))
    markers = [staff.of("justice", place) for place in ("exam", "approver1", "approver2")]
    hold_professional(county, sitters, AUTUMN, markers=markers, read=READ)
    newcomers = [staff.of(key, "candidate") for key in DEPARTMENTS]
    open_demo_session(county, newcomers, at, title="补充场", days=60)
