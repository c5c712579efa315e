from __future__ import annotations

from dataclasses import replace

from django.utils import translation

from enforcement.flowcharts import explain
from enforcement.flowcharts.bpmn import parse
from enforcement.flowcharts.publication.ship import FOLDER

P = parse((FOLDER / "P.bpmn").read_bytes())


def test_each_step_says_where_it_leads_through_gateways():
    rows = {row.code: row for row in explain.rows(P)}
    assert [row.code for row in rows.values()] == [n.step.code for n in P.steps]
    assert "P14" in {n.code for n in rows["P10"].following}  # through the choice after P10
    assert [n.code for n in rows["P07"].following if n.back] == ["P05", "P06"]
    assert {n.code for n in explain.rows(P, "en")[9].following} == {n.code for n in rows["P10"].following}


def test_what_changed_is_told_step_by_step():
    nodes = [n for n in P.nodes if n.key != "E1_refuse_filing"]
    first = next(i for i, n in enumerate(nodes) if n.step and n.step.code == "P02")
    nodes[first] = replace(nodes[first], name="核查", step=replace(nodes[first].step, limits=()))
    added = replace(nodes[first], key="new", step=replace(nodes[first].step, code="P99"))
    after = replace(
        P, nodes=(*nodes, added), flows=tuple(f for f in P.flows if "E1_refuse_filing" not in {f.source, f.target})
    )
    told = {(c.kind, c.code, c.field) for c in explain.changes(P, after)}
    assert {
        ("removed", "E1", ""),
        ("added", "P99", ""),
        ("changed", "P02", "name"),
        ("changed", "P02", "limits"),
    } <= told
    assert ("changed", "P03", "following") in told
    with translation.override("zh-hans"):
        assert all(c.words for c in explain.changes(P, after))
    assert explain.changes(P, P) == []
