"""Statutory lint: rules of law that a chart is proved against before it may be published.

Each rule says its law, article and days in force. A rule about order searches the chart for a path that breaks it and
shows the shortest one; a rule about limits, people or guards names the step.
"""

from __future__ import annotations

from datetime import date

from enforcement.flowcharts.graph import Graph
from enforcement.flowcharts.lint import (
    coercion,
    credential,
    days,
    execution,
    hearing,
    licence,
    older,
    order,
    penalty,
    people,
    power,
    spot,
    supervision,
)
from enforcement.flowcharts.lint.kinds import kinds
from enforcement.flowcharts.lint.rule import Finding, Rule

__all__ = ["Finding", "Rule", "catalogue", "check", "kinds"]

_MODULES = (
    order, penalty, people, spot, days, power, hearing, coercion, execution, licence, supervision, credential, older,
)  # fmt: skip
_RULES: tuple[Rule, ...] = tuple(
    sorted(
        (rule for module in _MODULES for rule in module.RULES),
        key=lambda rule: rule.code,
    )
)


def catalogue() -> tuple[Rule, ...]:
    """Return all rules in the order of their codes, for the page that explains them."""
    return _RULES


def check(graph: Graph, *, on: date) -> list[Finding]:
    """Return what the chart breaks of the law in force on a day, errors first.

    The chart should have passed ``structure.check``. Rules apply by what the chart holds: see :func:`kinds`.
    """
    held = kinds(graph)
    findings = [
        Finding(
            code=rule.code,
            severity=rule.severity,
            title=rule.title,
            law=rule.law,
            article=rule.article,
            node=fault.node,
            line=graph.node[fault.node].line if fault.node in graph.node else 0,
            message=fault.message,
            params=fault.params,
            path=fault.path,
        )
        for rule in _RULES
        if rule.applies(held, on)
        for fault in rule.function(graph)
    ]
    return sorted(findings, key=lambda finding: (finding.severity != "error", finding.line, finding.code))
