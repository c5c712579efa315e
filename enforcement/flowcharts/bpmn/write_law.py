"""Write the ``law:`` elements that :mod:`enforcement.flowcharts.bpmn.law` reads, each with all that it says."""

from __future__ import annotations

from typing import Any

from enforcement.flowcharts.bpmn.xml import Paper
from enforcement.flowcharts.graph import Graph, Limit, StepRule


def step(paper: Paper, rule: StepRule) -> None:
    """Write ``law:step`` with its parts, kind by kind."""
    with paper.within(
        "law:step", code=rule.code, act=rule.act, titleEn=rule.title_en, public=rule.public, note=rule.note,
        risk=rule.risk, riskPublic="true" if rule.risk_public else "",
    ):  # fmt: skip
        _people_and_time(paper, rule)
        _basis_and_papers(paper, rule)
        for code, name, name_en in rule.outcomes:
            paper.put("law:outcome", code=code, name=name, nameEn=name_en)


def _people_and_time(paper: Paper, rule: StepRule) -> None:
    for role in rule.roles:
        paper.put("law:role", ref=role.ref, min=role.min, certified="true" if role.certified else "")
    for one in rule.limits:
        paper.put("law:limit", **limit(one))
    for more in rule.extensions:
        paper.put(
            "law:extension", by=more.by, unit=more.unit, approver=more.approver, times=more.times, then=more.then,
            basis=more.basis,
        )  # fmt: skip
    for pause in rule.suspensions:
        paper.put("law:suspend", ground=pause.ground, clock=pause.clock, basis=pause.basis)


def _basis_and_papers(paper: Paper, rule: StepRule) -> None:
    for basis in rule.bases:
        paper.put("law:basis", law=basis.law, article=basis.article, text__sha256=basis.text_sha256)
    for document in rule.documents:
        paper.put(
            "law:document", code=document.code, name=document.name, required=document.required, at=document.at,
            signers=document.signers or "", template=document.template,
        )  # fmt: skip
    for guard in rule.guards:
        paper.put("law:guard", type=guard.type, at=guard.at, basis=guard.basis, **dict(guard.params))


def limit(one: Limit) -> dict[str, Any]:
    """Return the attributes of a limit; the basis is left out where law and article say the same."""
    return {
        "value": one.value, "unit": one.unit, "from": one.counts_from, "start": one.starts, "roll": one.roll,
        "kind": one.kind, "law": one.law, "article": one.article,
        "basis": "" if one.basis == f"{one.law}{one.article}" else one.basis,
    }  # fmt: skip


def process(paper: Paper, graph: Graph) -> None:
    """Write the title, clocks and facts that a whole chart declares."""
    with paper.within("bpmn:extensionElements"):
        if graph.title_en:
            paper.put("law:title", en=graph.title_en)
        for clock in graph.clocks:
            paper.put(
                "law:clock", code=clock.code, title=clock.title, opens=clock.opens, closes=clock.closes,
                **limit(clock.limit),
            )  # fmt: skip
        for fact in graph.facts:
            paper.put("law:fact", name=fact.name, type=fact.type, label=fact.label)
