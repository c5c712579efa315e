"""Charts are written as BPMN without loss, with a diagram in which no arrow runs through a box."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from enforcement.flowcharts.bpmn import parse, write
from enforcement.flowcharts.bpmn.diagram import _laid
from enforcement.flowcharts.graph import Basis, Flow, Graph, GuardRule, Limit, Node, StepRule
from enforcement.flowcharts.publication.ship import FOLDER
from tests.enforcement.flowcharts.random_charts import sound, wild

CHARTS = sorted(FOLDER.glob("*.bpmn"))


def again(graph: Graph) -> Graph:
    return parse(write(graph).encode())


@pytest.mark.parametrize("path", CHARTS, ids=lambda p: p.stem)
def test_every_shipped_chart_survives(path):
    graph = parse(path.read_bytes())
    assert again(graph) == graph
    assert again(again(graph)) == graph


@settings(max_examples=60, deadline=None)
@given(sound)
def test_a_sound_chart_survives(graph):
    assert again(graph) == graph


@settings(max_examples=60, deadline=None)
@given(wild())
def test_any_chart_survives_and_no_arrow_runs_through_a_box(graph):
    assert again(graph) == graph
    crossed_nothing(graph)


@pytest.mark.parametrize("path", CHARTS, ids=lambda p: p.stem)
def test_no_arrow_of_a_shipped_chart_runs_through_a_box(path):
    crossed_nothing(parse(path.read_bytes()))


def crossed_nothing(graph: Graph) -> None:
    laid = _laid(graph, "")
    assert set(laid.boxes) == {n.key for n in graph.nodes}
    for flow in graph.flows:
        for (x, y), (x2, y2) in zip(laid.arrows[flow.key], laid.arrows[flow.key][1:], strict=False):
            for key, (bx, by, w, h) in laid.boxes.items():
                node = graph.node[key]
                if node.kind in {"boundary", "subprocess"} or node.key in {flow.source, flow.target}:
                    continue
                clear = max(x, x2) <= bx or min(x, x2) >= bx + w or max(y, y2) <= by or min(y, y2) >= by + h
                assert clear, (flow.key, key)


def test_every_word_of_a_step_survives():
    rule = StepRule(
        code="X1", act="record", note='第一行\n"引号" <尖> & \'单\'', risk="风险", title_en="A & B",
        limits=(Limit(3, "working", basis="内部规定"), Limit(5, "calendar", basis="《某法》第三条", law="某法", article="第三条")),
        bases=(Basis("某法", "第一条", "0" * 64),),
        guards=(GuardRule("min_people", (("certified", "true"), ("n", "2"), ("role", "handle"))),),
    )  # fmt: skip
    graph = parse((FOLDER / "S.bpmn").read_bytes())
    changed = replace(graph, nodes=tuple(replace(n, step=rule) if n.key == "S01_show_card" else n for n in graph.nodes))
    assert again(changed) == changed


def test_subprocesses_keep_the_order_of_arrows():
    nodes = (
        Node("a", "start"), Node("s", "subprocess", "子", step=StepRule("S1", "record")), Node("b", "start", parent="s"),
        Node("t", "task", "事", step=StepRule("S2", "record"), parent="s"),
        Node("x", "boundary", timer="P5D", attached_to="t", interrupting=False, parent="s"),
        Node("c", "end", parent="s"), Node("z", "end", terminate=True),
    )  # fmt: skip
    flows = tuple(
        Flow(f"f{i}", *pair) for i, pair in enumerate([("a", "s"), ("b", "t"), ("t", "c"), ("x", "c"), ("s", "z")])
    )
    graph = Graph("N", "套", nodes, flows)
    assert again(graph) == graph
    crossed_nothing(graph)
