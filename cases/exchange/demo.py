"""The exchange of the demo: a token that a program of the province could read with."""

from __future__ import annotations

from datetime import timedelta

from cases.demo.life import Office
from cases.demo.people import Staff
from cases.exchange.make_token import make_token
from enforcement import clock


def lay(staff: Staff) -> None:
    """Lay a token."""
    office = Office(staff, clock.now())
    by = office.by("county", "system")
    make_token(
        agency_id=staff.agencies["county"].pk, by=by, at=office.ago(20), title="省行政执法监督平台（演示）",
        purpose="行政执法监督条例第三十七条：向省级监督信息系统提供数据", scopes=["agencies", "cases", "alarms"],
        expires_on=clock.today() + timedelta(days=180),
    )  # fmt: skip
