"""The form of each row gives back what it shows, and the buttons of the table leave charts that can be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcement.errors import Refusal
from enforcement.flowcharts import acts, structure
from enforcement.flowcharts.bpmn import parse, write
from enforcement.flowcharts.drawing import svg
from enforcement.flowcharts.editor import additions, chart_form, row_form
from enforcement.flowcharts.editor.begin import EMPTY
from enforcement.flowcharts.editor.doing import Doing, FieldsWrong
from enforcement.flowcharts.editor.page import WHOLE
from enforcement.flowcharts.editor.ways import gate_of, rows, ways_of
from enforcement.flowcharts.publication.ship import FOLDER
from enforcement.organisation.duties.codes import DUTIES
from tests.enforcement.flowcharts.random_charts import sound

CHARTS = sorted(FOLDER.glob("*.bpmn"))
SHOWN = {path.stem: parse(path.read_bytes()) for path in CHARTS}


def sent(graph, key):
    """Return what a browser sends of a form in which nothing was changed."""
    if key == WHOLE:
        top, sections = chart_form.top(graph), chart_form.sections(graph)
    else:
        top, sections = row_form.top(graph, graph.node[key]), row_form.sections(graph, graph.node[key])
    cells = [*top, *(cell for section in sections for row in section.rows for cell in row)]
    return {c.name: c.value for c in cells if c.value or c.column.kind != "flag"}


def problems(graph):
    return structure.check(graph, acts=acts.codes(), duties=frozenset(DUTIES), charts=frozenset("HCTDPQVS"))


@pytest.mark.parametrize("code", SHOWN)
def test_a_form_in_which_nothing_was_changed_changes_nothing(code):
    graph = SHOWN[code]
    for key in (WHOLE, *(row.node.key for row in rows(graph))):
        assert Doing("change", key, sent(graph, key))(graph) == graph, key


def test_fields_change_what_they_name():
    graph = SHOWN["S"]
    key = graph.steps[0].key
    form = sent(graph, key) | {"name": "亮证", "risk": "不亮证", "risk_public": "1", "limits-0-value": "3",
                               "limits-0-unit": "working", "limits-0-law": "某法", "limits-0-article": "第一条"}  # fmt: skip
    node = Doing("change", key, form)(graph).node[key]
    assert (node.name, node.step.risk, node.step.risk_public) == ("亮证", "不亮证", True)
    limit = node.step.limits[-1]
    assert (limit.value, limit.unit, limit.law, limit.article) == (3, "working", "某法", "第一条")


def test_a_risk_is_drawn_for_the_public_only_where_it_is_marked_so():
    graph, key = SHOWN["S"], SHOWN["S"].steps[0].key
    form = sent(graph, key) | {"risk": "选择性执法"}
    assert "选择性执法" not in svg(Doing("change", key, form)(graph))
    assert "选择性执法" in svg(Doing("change", key, form | {"risk_public": "1"})(graph))


def test_a_step_that_another_program_drew_without_law_is_filled_in_the_form():
    bare = replace(EMPTY, nodes=tuple(replace(n, step=None) if n.key == "S01" else n for n in EMPTY.nodes))
    filled = Doing("change", "S01", sent(bare, "S01") | {"code": "S01", "act": "record", "roles-0-ref": "handle"})(bare)
    assert filled.node["S01"].step.roles[0].ref == "handle"


def test_a_second_line_lays_a_gateway_and_taking_it_away_removes_it():
    graph = EMPTY
    graph = Doing("add:end", "S01", {})(graph)
    end = next(n.key for n in graph.nodes if n.kind == "end" and n.key != "end")
    two = sent(graph, "S01") | {"ways-1-target": end, "ways-1-condition": "outcome == 'no'", "outcomes-0-code": "no",
                                "outcomes-0-name": "否", "outcomes-1-code": "yes", "outcomes-1-name": "是"}  # fmt: skip
    branched = Doing("change", "S01", two)(graph)
    gate = gate_of(branched, "S01")
    assert gate
    assert [f.is_default for f in branched.leaving[gate]] == [True, False]
    assert not problems(branched)
    one = sent(branched, "S01") | {"ways-1-target": "", "ways-1-condition": ""}
    assert not gate_of(Doing("change", "S01", one)(branched), "S01")


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"limits-0-value": "drei"}, "limits-0-value"),
        ({"ways-1-target": "end", "ways-1-condition": ""}, "ways-1-condition"),
        ({"ways-0-target": "", "ways-0-condition": "outcome == 'x'"}, "ways-0-target"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_field(fields, fault):
    with pytest.raises(FieldsWrong) as told:
        Doing("change", "S01", sent(EMPTY, "S01") | fields)(EMPTY)
    assert fault in told.value.faults


@pytest.mark.parametrize("kind", set(additions.ADD) - {"end"})
def test_what_is_added_on_the_main_way_leaves_a_chart_that_may_run(kind):
    doing = Doing(f"add:{kind}", "S01", {})
    graph = doing(EMPTY)
    assert doing.row in graph.node
    if kind == "boundary":
        graph = Doing("change", doing.row, sent(graph, doing.row) | {"ways-0-target": "end"})(graph)
    assert parse(write(graph).encode()) == graph
    assert not problems(graph)


@settings(max_examples=40, deadline=None)
@given(sound, st.data())
def test_any_buttons_leave_a_chart_that_can_be_written_read_and_drawn(graph, data):
    words = [*(f"add:{k}" for k in additions.ADD if k != "boundary"), "delete", "move:up", "move:down"]
    for _n in range(4):
        key = data.draw(st.sampled_from([row.node.key for row in rows(graph)]))
        try:
            graph = Doing(data.draw(st.sampled_from(words)), key, {})(graph)
        except Refusal:
            continue
        again = parse(write(graph).encode())
        assert {n.key: n for n in again.nodes} == {n.key: n for n in graph.nodes}
        assert set(again.flows) == set(graph.flows)
        assert svg(again).startswith("<svg")
        structure.check(again, acts=acts.codes(), duties=frozenset(DUTIES), charts=frozenset("H"))


def test_a_dropped_step_is_led_past():
    graph = SHOWN["S"]
    step = next(n.key for n in graph.nodes if n.key.startswith("S04"))
    following = ways_of(graph, step)[0].target
    gone = Doing("delete", step, {})(graph)
    assert step not in gone.node
    assert following in {f.target for f in gone.flows}
    assert not problems(gone)
