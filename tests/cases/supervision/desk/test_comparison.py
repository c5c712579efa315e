"""Agencies beside each other, one of them by month and step, and the time of a case as bars."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.supervision.desk.nightly import nightly
from cases.supervision.desk.period import Period
from enforcement import clock
from enforcement.flowcharts.models import StepRecord
from tests.cases.supervision.late import TODAY, at_step, late_case
from tests.factories import cases as make
from tests.factories import flowcharts as charts
from tests.factories import supervision as made

pytestmark = pytest.mark.usefixtures("_on_20_april")
AMOUNT = 87654


def decided(agency, **facts):
    case = make.a_case(agency, filed_on=make.day("03-12"))
    at_step(case, "P07", "03-20", "04-03")
    StepRecord.objects.filter(run=case.run, left_at__isnull=True).update(left_at=make.moment("04-10"))
    make.a_decision(case, on="04-02", fine=AMOUNT, **facts)
    make.a_review(case)
    return case


def test_shares_of_each_agency_of_its_steps_and_months_and_no_sum_of_money(me, county, agency, client):
    """行政处罚法第七十四条第三款."""
    for where in (agency, agency, charts.an_agency("乐陵市水利局", parent=county)):
        decided(where)
    make.a_hearing(decided(agency), held_on=make.day("03-30"))
    nightly(None)
    page = client.get(reverse("supervision_comparison"))
    rates = {one.title: dict(one.counts.titled) for one in page.context["lines"]}
    of = {title: (rate.part, rate.whole) for title, rate in rates[agency.title].items()}
    assert of["听证率"] == (1, 3)
    assert of["法制审核率"] == (3, 3)
    assert of["环节按时率"] == (0, 3)
    one = client.get(reverse("supervision_agency", args=[agency.pk]))
    assert [line.title for line in one.context["lines"]] == ["2026-03", "2026-04"]
    assert [s["timed"] for s in one.context["steps"] if s["step"] == "P07"] == [3]
    taken = client.get(reverse("supervision_agency", args=[agency.pk]), {"as": "xlsx"})
    for answer in (page, one):
        text = answer.content.decode()
        assert "第七十四条" in text or answer is one
        assert not any(said in text for said in (str(AMOUNT), f"{AMOUNT:,}", f"{AMOUNT * 3:,}"))
    assert taken.content.startswith(b"PK")


def test_months_are_asked_for_and_cost_the_same_however_many(me, agency, client):
    decided(agency)
    nightly(None)
    url = reverse("supervision_comparison")
    client.get(url)
    counts = []
    for query in ({}, {"since": "2024-01", "until": "2026-04"}):
        with CaptureQueriesContext(connection) as made_now:
            page = client.get(url, query)
        counts.append(len(made_now))
        assert [one.counts.kept["decided"] for one in page.context["lines"]] == [0, 1]
    assert counts[0] == counts[1]
    nothing = client.get(url, {"since": "2026-01", "until": "2026-02"}).context["lines"]
    assert [one.counts.kept["decided"] for one in nothing] == [0, 0]


def test_another_agencys_figures_are_not_there(agency, client):
    client.force_login(made.a_supervisor(charts.an_agency("外县局")))
    assert client.get(reverse("supervision_agency", args=[agency.pk])).status_code == 404


@pytest.mark.parametrize(
    ("query", "since", "until"),
    [
        ("", "2025-05", "2026-04"), ("since=2026-01", "2026-01", "2026-04"), ("until=2025-12", "2025-01", "2025-12"),
        ("since=2026-09&until=2026-02", "2025-03", "2026-02"), ("since=x&until=0001-13", "2025-05", "2026-04"),
        ("since=2001-01", "2021-05", "2026-04"),
    ],
)  # fmt: skip
def test_a_period_is_twelve_months_unless_others_are_asked_for(rf, query, since, until):
    found = Period.of(rf.get(f"/?{query}"), date(2026, 4, 20))
    assert (f"{found.since:%Y-%m}", f"{found.until:%Y-%m}") == (since, until)


def test_the_bars_of_a_case_show_planned_actual_and_suspended_time(me, agency, client):
    case = late_case(agency)
    StepRecord.objects.filter(run=case.run, left_at__isnull=True).update(
        stretched={"pauses": [["2026-03-25", "2026-03-28"]], "more": []}
    )
    page = client.get(reverse("supervision_case", args=[case.pk]))
    lanes = {lane.title: lane for lane in page.context["gantt"].lanes}
    bars = {bar.kind: (bar.since, bar.until) for bar in lanes["P07 案件审核"].bars}
    assert bars == {
        "planned": (make.day("03-20"), make.day("04-03")), "actual-red": (make.day("03-20"), TODAY),
        "paused": (make.day("03-25"), make.day("03-27")),
    }  # fmt: skip
    assert clock.today() == TODAY
    text = page.content.decode()
    assert text.index('id="table"') < text.index('class="gantt"')
    assert "2026年3月25日 – 2026年3月27日" in text
    lane = lanes["九十日内作出处罚决定"]
    assert lane.bars[0].x <= lane.bars[1].x
    assert all(bar.x >= 240 and bar.x + bar.width <= 1001 for one in lanes.values() for bar in one.bars)
