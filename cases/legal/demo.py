"""Legal review of the demo: published lists of major decisions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from cases.demo.life import Office
from cases.demo.people import Staff
from cases.legal.list_major import list_major
from enforcement import clock

FROM: Final = date(2024, 1, 1)
SOURCE: Final = "演示：重大执法决定法制审核目录清单（2024年版）"


def lay(staff: Staff) -> None:
    """Publish three lines for urban management."""
    office = Office(staff, clock.now())
    by, agency = office.by("urban", "reviewer"), staff.agencies["urban"].pk
    common: dict[str, Any] = {
        "agency_id": agency,
        "by": by,
        "at": office.at,
        "from_on": FROM,
        "source": SOURCE,
        "level": "县级",
    }
    list_major(title="吊销许可证件", penalty="revoke_licence", **common)
    list_major(title="责令停产停业", penalty="shutdown", **common)
    list_major(title="对单位处十万元以上罚款", penalty="fine", amount=Decimal(100000), field="urban", **common)
