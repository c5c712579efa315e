"""What the board counts: open cases by agency, procedure and age, open steps by step, each by light."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection
from django.db.models import Count

from cases.supervision.models import Alarm
from enforcement.flowcharts.models import Flowchart, Node
from enforcement.organisation.among import among
from enforcement.organisation.models import Agency

CASES: Final = """
SELECT GROUPING(agency_id, procedure, age) AS by, agency_id, procedure, age, light, sum(number)::int FROM (
  SELECT count(*) AS number, agency_id, procedure,
    CASE WHEN since_on >= %(today)s::date - 30 THEN '30' WHEN since_on >= %(today)s::date - 60 THEN '60'
      WHEN since_on >= %(today)s::date - 90 THEN '90' WHEN since_on >= %(today)s::date - 180 THEN '180'
      ELSE 'more' END AS age,
    CASE WHEN red_on <= %(today)s::date THEN 'red' WHEN yellow_on <= %(today)s::date THEN 'yellow'
      ELSE 'rest' END AS light
  FROM supervision_desk_opencase WHERE agency_id = ANY(%(agencies)s) GROUP BY 2, 3, 4, 5
) AS lit GROUP BY GROUPING SETS ((agency_id, light), (procedure, light), (age, light))
"""
STEPS: Final = """
SELECT node_id, CASE WHEN red_on <= %(today)s::date THEN 'red' WHEN yellow_on <= %(today)s::date THEN 'yellow'
  ELSE 'rest' END AS light, count(*)
FROM supervision_desk_openstep WHERE agency_id = ANY(%(agencies)s) GROUP BY 1, 2
"""
BY: Final = {3: "agency", 5: "procedure", 6: "age"}


@dataclass
class Tally:
    """Counts by light."""

    red: int = 0
    yellow: int = 0
    rest: int = 0

    @property
    def total(self) -> int:
        """All together."""
        return self.red + self.yellow + self.rest

    def add(self, other: Tally) -> None:
        """Add another's counts."""
        self.red, self.yellow, self.rest = self.red + other.red, self.yellow + other.yellow, self.rest + other.rest


@dataclass
class Board:
    """Everything that the board counts; keys are agency ids, codes of procedures and ages, and codes of steps."""

    agency: dict[int, Tally]
    procedure: dict[str, Tally]
    age: dict[str, Tally]
    step: dict[str, Tally]
    titles: dict[str, str]
    alarms: dict[int, int]

    @property
    def whole(self) -> Tally:
        """All open cases."""
        made = Tally()
        for one in self.agency.values():
            made.add(one)
        return made


def counted(agencies: Sequence[Agency], *, today: date) -> Board:
    """Return the counts of some agencies as of a day."""
    found: dict[str, Any] = {name: defaultdict(Tally) for name in ("agency", "procedure", "age", "step")}
    asked: dict[str, Any] = {"agencies": [a.pk for a in agencies], "today": today}
    with connection.cursor() as cursor:
        cursor.execute(CASES, asked)
        for by, agency, procedure, age, light, number in cursor.fetchall():
            _add(found[BY[by]][{3: agency, 5: procedure, 6: age}[by]], light, number)
        cursor.execute(STEPS, asked)
        steps = cursor.fetchall()
    nodes = Node.objects.in_bulk({node for node, _light, _n in steps})
    for node, light, number in steps:
        _add(found["step"][nodes[node].code], light, number)
    titles = {node.code: f"{node.code} {node.title}" for node in nodes.values()}
    titles |= {
        chart.code: chart.name
        for chart in Flowchart.objects.filter(code__in=list(found["procedure"])).order_by("code").distinct("code")
    }
    return Board(**found, titles=titles, alarms=_alarms(asked["agencies"]))


def _add(tally: Tally, light: str, number: int) -> None:
    setattr(tally, light, getattr(tally, light) + number)


def _alarms(agency_ids: Any) -> dict[int, int]:
    rows = Alarm.objects.filter(among(agency_ids), state=Alarm.State.OPEN, severity=Alarm.Severity.RED)
    told: Iterable[Any] = rows.values("agency_id").order_by().annotate(n=Count("pk"))
    return {row["agency_id"]: row["n"] for row in told}
