from __future__ import annotations

import pytest
from django.utils import translation

from tests.factories import flowcharts as make

pytestmark = pytest.mark.django_db


def test_everything_says_what_it_is(agency):
    run = make.a_run(agency)
    clock = make.a_run_clock(run)
    record = make.a_step_record(make.an_agency("另一机关"))
    things = [
        make.a_flowchart(agency), make.ship_one(agency, "S"), make.an_approval(agency), make.a_node(agency),
        make.a_node_rule(agency), make.an_arrow(agency), make.what_is_declared(agency), make.a_chart_clock(agency), run,
        record, make.a_participant(record, make.a_person()), clock, make.a_pause(clock),
    ]  # fmt: skip
    assert all(str(one) for one in things)


def test_titles_follow_the_reader(agency):
    chart, node = make.a_flowchart(agency), make.a_node(agency)
    with translation.override("en"):
        assert chart.name == chart.title_en
        assert node.title == node.title_en
    with translation.override("zh-hans"):
        assert chart.name == chart.title
        assert node.title == node.name
