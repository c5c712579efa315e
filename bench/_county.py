"""A province of agencies with cases for the figures of supervision: one whole case is made, then copied by SQL."""

# ruff: noqa: PLC0415 - settings read the environment, which comes first

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg

from bench import _fill

CITIES, COUNTIES, DEPARTMENTS = 8, 3, 14
COUNTY = "第0市第1县人民政府"
"""The county whose supervisor is timed."""
FIRST = 10_000_000
OPEN_EACH = 33
"""One case in so many is open: three in a hundred."""
OPEN = f"n %% {OPEN_EACH} = 0"
RUN = (
    "SELECT id AS n, agency_id, opened_at, closed_at FROM flowcharts_run"
    f" WHERE id BETWEEN %(low)s AND %(high)s AND id > {FIRST}"
)


@dataclass(frozen=True)
class Province:
    """The agencies of a province: the whole, and one county with its departments."""

    province: Any
    county: Any
    agencies: list[int]
    version: int


def lay() -> Province:
    """Make the agencies and publish the charts."""
    from enforcement.flowcharts.models import FlowchartVersion
    from tests.factories import flowcharts as make

    province = make.an_agency("某省人民政府")
    make.ship_all(province)
    counties, all_of_them = [], [province.pk]
    for c in range(CITIES):
        city = make.an_agency(f"第{c}市人民政府", parent=province)
        counties += [make.an_agency(f"第{c}市第{n}县人民政府", parent=city) for n in range(COUNTIES)]
        all_of_them.append(city.pk)
    for county in counties:
        bodies = [make.an_agency(f"{county.name}第{n}局", parent=county) for n in range(DEPARTMENTS)]
        all_of_them += [county.pk, *(body.pk for body in bodies)]
    version = FlowchartVersion.objects.get(flowchart__code="P", flowchart__agency=province)
    return Province(province, counties[1], all_of_them, version.pk)


def fill(connection: psycopg.Connection[Any], town: Province, *, cases: int, today: date) -> tuple[int, int]:
    """Lay so many cases over the agencies: closed ones of three years, open ones of the last weeks."""
    ids = ", ".join(map(str, town.agencies))
    way = _fill.Way(
        id=f"{FIRST} + n", agency=f"(ARRAY[{ids}])[n %% {len(town.agencies)} + 1]::bigint", like="'case:%%'",
        series=f"'case:' || {FIRST} + n",
        opened=f"timestamptz '{today}' - CASE WHEN {OPEN} THEN 20 + n %% 17 ELSE 60 + n %% 1035 END * interval '1 day'",
        closed=f"CASE WHEN NOT ({OPEN}) THEN opened + interval '21 days' END",
        more=tuple(copies()),
    )  # fmt: skip
    return _fill.fill(connection, version=town.version, agency=town.province.pk, cases=cases, way=way)


def copies() -> list[str]:
    """Make one whole case and return the statements that copy its rows for the runs of a batch."""
    from cases.models import Case
    from cases.supervision.models import Alarm
    from enforcement.flowcharts.models import Participant, StepRecord
    from enforcement.organisation.models import Agency
    from tests.factories import cases as make
    from tests.factories import flowcharts as charts
    from tests.factories import supervision as made

    case: Case = make.a_case(Agency.objects.get(path__regex=r"^/\d+/$"))
    alarm: Alarm = made.an_alarm(case)
    step = StepRecord.objects.get(run=case.run)
    who: Participant = charts.a_participant(step, charts.a_person())
    day = "b.opened_at::date"
    own = {"case_id": "b.n", "id": None}
    ended = f"{RUN} AND closed_at IS NOT NULL"
    return [
        copy("cases_case", case.pk, RUN, {
            "id": "b.n", "run_id": "b.n", "agency_id": "b.agency_id", "clue_on": day, "filed_on": f"{day} + 2",
            "number": "'案' || b.n", "clue_number": "'线索' || b.n", "title": "'第' || b.n || '号案件'",
            "closed_on": "b.closed_at::date", "field": "(ARRAY['market', 'urban', 'transport'])[b.n %% 3 + 1]",
        }),
        copy("cases_party", case.party.pk, RUN, {**own, "name": "'乐陵市' || b.n || '有限公司'"}),
        copy("cases_decision", make.a_decision(case, publish=True).pk, ended, {**own, "decided_on": f"{day} + 14"}),
        copy("cases_publication", make.a_publication(case).pk, ended, {**own, "published_on": f"{day} + 20"}),
        copy("cases_review", make.a_review(case).pk, f"{ended} AND id %% 3 = 0", own),
        copy("cases_hearing", make.a_hearing(case).pk, f"{ended} AND id %% 20 = 0", {**own, "held_on": f"{day} + 9"}),
        copy("supervision_alarm", alarm.pk, f"{RUN} AND closed_at IS NULL AND id %% 5 = 0", {
            **own, "agency_id": "b.agency_id", "severity": "CASE WHEN b.n %% 2 = 0 THEN 'red' ELSE 'yellow' END",
        }),
        copy("flowcharts_participant", who.pk, (
            "SELECT id AS n FROM flowcharts_steprecord WHERE visit %% 4 = 0 AND left_at IS NOT NULL"
            f" AND run_id BETWEEN %(low)s AND %(high)s AND run_id > {FIRST}"
        ), {"record_id": "b.n", "id": None}),
    ]  # fmt: skip


def copy(table: str, template: Any, many: str, changes: dict[str, str | None]) -> str:
    """Return the statement that copies a row for each of many, with some columns changed; None leaves one out."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
        columns = [name for (name,) in cursor.fetchall() if name not in changes or changes[name] is not None]
    said = ", ".join(changes.get(name) or f't."{name}"' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({names}) SELECT {said} FROM {table} t, ({many}) b WHERE t.id = '{template}'"
