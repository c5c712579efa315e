"""Every rule that the system judges, entered once when it starts."""

from __future__ import annotations

from cases.rules import (
    basis,
    chart,
    decision,
    discretion,
    discussion,
    elsewhere,
    execution,
    filing,
    hearing,
    letters,
    measures,
    notice,
    persons,
    police,
    publicity,
    review,
)
from cases.rules.registry import RULES, Rule, enter

THEMES = (
    persons, filing, measures, notice, hearing, review, discussion, decision, discretion, execution, police, publicity,
    chart, basis, letters, elsewhere,
)  # fmt: skip


def enter_all() -> None:
    """Enter the rules of all themes (a second call changes nothing)."""
    for rule in everything():
        if rule.code not in RULES:
            enter(rule)


def everything() -> list[Rule]:
    """Return the rules of all themes in the order of their codes."""
    return sorted((rule for theme in THEMES for rule in theme.RULES), key=lambda rule: rule.code)
