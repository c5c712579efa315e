"""The board, the list behind it, and what is taken away."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case
from cases.supervision.desk.models import OpenCase
from cases.supervision.desk.projecting import project
from enforcement import clock
from enforcement.flowcharts.engine.clocks import pause
from enforcement.flowcharts.models import RunClock, StepRecord
from enforcement.ledger.append import append
from enforcement.organisation.models import ParameterValue
from tests.cases.supervision.late import TODAY, at_step, late_case, ninety_days
from tests.factories import cases as make
from tests.factories import flowcharts as charts
from tests.factories import supervision as made
from tests.factories.organisation import ParameterValueFactory

pytestmark = pytest.mark.usefixtures("_on_20_april")


class TestBoard:
    def test_a_case_counts_by_its_graver_light_and_a_step_by_its_own(self, me, county, agency, client):
        late_case(agency)
        made.an_alarm(late_case(agency))
        page = client.get(reverse("supervision_board"))
        whole = page.context["whole"]
        assert (whole.red, whole.yellow, whole.total, page.context["alarms"]) == (2, 0, 2, 1)
        told = {group.icon: [(one.title, one.tally.red, one.tally.total) for one in group.lines]
                for group in page.context["groups"]}  # fmt: skip
        assert told == {
            "building-bank": [(agency.title, 2, 2)], "list-check": [("P07 案件审核", 2, 2)],
            "calendar": [("31至60天", 2, 2)], "sitemap": [("行政处罚普通程序", 2, 2)],
        }  # fmt: skip

    def test_every_figure_leads_to_as_many_cases(self, me, county, agency, client):
        below = charts.an_agency("乐陵市某街道", parent=agency)
        for where, entered, due in ((agency, "03-20", "04-03"), (below, "04-07", "04-21"), (county, "04-18", "04-30")):
            case = make.a_case(where)
            at_step(case, "P07", entered, due)
            project([case.pk])
        for level in (reverse("supervision_board"), f"{reverse('supervision_board')}?agency={agency.pk}"):
            for group in client.get(level).context["groups"]:
                assert group.lines
                for one in group.lines:
                    for light, number in (
                        ("red", one.tally.red),
                        ("yellow", one.tally.yellow),
                        ("all", one.tally.total),
                    ):
                        found = client.get(f"{one.cases}&light={light}").context["page"].paginator.count
                        assert found == number, (group.title, one.title, light)

    def test_the_lights_turn_where_the_body_above_wants_them(self, me, county, agency, client):
        case = make.a_case(agency)
        at_step(case, "P07", "04-10", "04-24")
        seen = []
        for yellow, red in (("90%,1", "past"), ("30%", "past"), ("10%", "25%"), ("off", "off")):
            for colour, point in (("yellow", yellow), ("red", red)):
                row = {"agency": county, "code": f"alarm.lights.{colour}_at", "from_on": make.day("04-01")}
                ParameterValue.objects.filter(**row).delete()
                ParameterValueFactory(**row, value=point)
            project([case.pk])
            kept = OpenCase.objects.get()
            listed = client.get(reverse("supervision_cases"), {"light": "all"}).context["rows"][0]
            seen.append(
                (
                    listed.step_light,
                    bool(kept.yellow_on and kept.yellow_on <= TODAY),
                    bool(kept.red_on and kept.red_on <= TODAY),
                )
            )
        assert seen == [("green", False, False), ("yellow", True, False), ("red", True, True), ("green", False, False)]

    def test_an_agency_opens_into_those_below_it(self, me, county, agency, client):
        station = charts.an_agency("市场监管所", parent=agency)
        for where in (agency, station, station):
            late_case(where)
        top = client.get(reverse("supervision_board")).context["groups"][0].lines
        assert [(one.title, one.tally.total) for one in top] == [(agency.title, 3)]
        below = client.get(top[0].url).context["groups"][0].lines
        assert [(one.title, one.tally.total) for one in below] == [("市场监管所", 2), (f"{agency.title}（本机关）", 1)]
        assert "agency-line" in client.get(top[0].url).content.decode()

    def test_the_queries_do_not_grow_with_the_cases(self, me, agency, client):
        late_case(agency)
        counts = []
        for _ in range(2):
            for name in ("supervision_board", "supervision_cases"):
                client.get(reverse(name))
                with CaptureQueriesContext(connection) as made_now:
                    client.get(reverse(name))
                counts.append(len(made_now))
            for _more in range(4):
                late_case(agency)
        assert counts[:2] == counts[2:]
        assert max(counts) <= 20

    def test_nothing_to_show(self, me, client):
        assert client.get(reverse("supervision_board")).status_code == 200

    def test_only_supervisors_may(self, agency, client):
        client.force_login(charts.a_person("handle", agency=agency))
        for name in ("supervision_board", "supervision_cases", "supervision_comparison"):
            assert client.get(reverse(name)).status_code == 403


class TestList:
    def test_a_late_step_is_red_while_the_case_clock_is_green(self, me, agency, client):
        late_case(agency)
        page = client.get(reverse("supervision_cases"))
        row = page.context["rows"][0]
        assert (row.step_light, row.clock.light) == ("red", "green")
        assert (row.clock.used.of, row.steps[0].timed.used.of) == (90, 10)
        assert "迟延案件" in page.content.decode()

    def test_what_ends_first_stands_first(self, me, agency, client):
        project([make.a_case(agency, title="不急").pk])
        yellow = make.a_case(agency, title="将到期")
        at_step(yellow, "P07", "04-07", "04-21")
        project([yellow.pk])
        late_case(agency)
        rows = client.get(reverse("supervision_cases"), {"light": "all"}).context["rows"]
        assert [r.case.title for r in rows] == ["迟延案件", "将到期", "不急"]

    def test_filters(self, me, agency, client):
        late_case(agency)
        project([make.a_case(agency).pk])
        asked = [
            ({}, 1), ({"light": "red"}, 1), ({"light": "yellow"}, 0), ({"light": "all"}, 2), ({"light": "nonsense"}, 1),
            ({"step": "P07"}, 1), ({"step": "P01", "light": "all"}, 1), ({"step": "P07", "light": "yellow"}, 0),
            ({"field": "market"}, 1), ({"field": "health"}, 0), ({"procedure": "P"}, 1), ({"procedure": "S"}, 0),
            ({"text": "迟延"}, 1), ({"text": "甲商贸"}, 1), ({"text": "没有"}, 0), ({"agency": "0"}, 1),
            ({"age": "60"}, 1), ({"age": "30"}, 0), ({"age": "more"}, 0),
        ]  # fmt: skip
        for query, found in asked:
            assert client.get(reverse("supervision_cases"), query).context["page"].paginator.count == found, query

    def test_a_red_alarm_alone_is_reason_to_be_listed(self, me, agency, client):
        case = make.a_case(agency)
        project([case.pk])
        assert client.get(reverse("supervision_cases")).context["rows"] == []
        made.an_alarm(case)
        made.an_alarm(case, "R24", severity="yellow")
        row = client.get(reverse("supervision_cases")).context["rows"][0]
        assert (row.red_alarms, row.yellow_alarms) == (1, 1)

    def test_a_suspended_limit_keeps_its_light_however_long_it_stands_still(self, me, agency, client, monkeypatch):
        case = make.a_case(agency)
        ninety_days(case, "03-12")
        pause(RunClock.objects.get(run=case.run), ground="testing", basis="x", document="y", from_on=make.day("04-01"))
        StepRecord.objects.filter(run=case.run).update(due_on=None)
        project([case.pk])
        monkeypatch.setattr(clock, "today", lambda: make.day("09-20"))
        row = client.get(reverse("supervision_cases"), {"light": "green"}).context["rows"][0]
        assert (row.clock.suspended, row.clock.light) == (True, "green")
        assert client.get(reverse("supervision_board")).context["whole"].red == 0

    def test_an_act_writes_the_case_anew(self, me, agency, django_capture_on_commit_callbacks):
        case = late_case(agency)
        assert OpenCase.objects.get(case=case).red_on == make.day("04-04")
        Case.objects.filter(pk=case.pk).update(closed_on=TODAY)
        connection.run_on_commit.clear()  # what the making of the case asked for is over
        with django_capture_on_commit_callbacks(execute=True):
            append(series=case.series, by=make.SYSTEM, at=make.moment("04-20"), verb="case.note", body={})
        assert not OpenCase.objects.exists()

    def test_a_kept_filter_is_ones_own_and_can_be_removed(self, me, agency, client):
        answer = client.post(
            reverse("filter_keep", args=["supervision_cases"]), {"name": "我的急件", "query": "light=red"}
        )
        assert answer.url == f"{reverse('supervision_cases')}?light=red"
        assert "我的急件" in client.get(reverse("supervision_cases")).content.decode()
        row = client.get(reverse("supervision_cases")).context["kept_filters"][0]
        client.post(reverse("filter_drop", args=["supervision_cases", row.pk]))
        assert "我的急件" not in client.get(reverse("supervision_cases")).content.decode()


class TestTakenAway:
    def test_the_list_as_a_workbook(self, me, agency, client):
        late_case(agency, title="=1+1")
        case = make.a_case(agency)
        StepRecord.objects.filter(run=case.run).update(left_at=make.moment("03-11"))
        project([case.pk])
        answer = client.get(reverse("supervision_cases"), {"light": "all", "as": "xlsx"})
        sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
        assert (sheet["B4"].value, sheet["B4"].data_type) == ("=1+1", "s")
        assert (sheet["H4"].value, sheet["I4"].value) == ("2026-04-03", "20/10")
        assert sheet["H5"].value in {None, ""}

    def test_each_page_as_a_file(self, me, agency, client):
        late_case(agency, title="名称有\ue000字")
        for name in ("supervision_board", "supervision_cases", "supervision_comparison"):
            for kind, begins in (("xlsx", b"PK"), ("pdf", b"%PDF")):
                answer = client.get(reverse(name), {"as": kind})
                assert answer.content.startswith(begins)
                assert f".{kind}" in answer["Content-Disposition"]
