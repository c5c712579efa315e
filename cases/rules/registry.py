"""The register of rules: code, severity, article, days in force, and the function that judges a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from django.utils.functional import Promise

from cases.rules.file import CaseFile
from cases.rules.older import cited
from enforcement.errors import Refusal

Severity = Literal["red", "yellow", "notice"]
RANK: dict[str, int] = {"red": 0, "yellow": 1, "notice": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule broken: on which day, by whom, in a sentence fit to show. ``key`` tells one fact from another."""

    rule: str
    severity: Severity
    blocks: bool
    sentence: str
    on: date | None = None
    article: str = ""
    remedy: str = ""
    key: str = ""
    step: str = ""
    message: str = ""  # the sentence before translation, to say it again in another language
    params: tuple[tuple[str, str], ...] = ()
    advice: str = ""  # the remedy before translation


Check = Callable[[CaseFile], Iterable[Finding]]


@dataclass(frozen=True)
class Rule:
    """A rule of law. ``acts`` are the acts after whose writing it must hold."""

    code: str
    title: str | Promise
    article: str
    check: Check
    severity: Severity = "red"
    blocks: bool = False
    acts: frozenset[str] = frozenset()
    from_on: date = date(2021, 7, 15)
    to_on: date | None = None
    judged_on: str = "case"  # or what else: an inspection, a letter; then a source finds it, and ``check`` nothing

    def in_force(self, on: date) -> bool:
        """Return whether the rule is law on a day."""
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)


RULES: dict[str, Rule] = {}
MOST_TOLD = 4


class RuleBroken(Refusal):
    """Refuse an act after which rules of law would be broken; sentence, article and remedy are the gravest one's."""

    def __init__(self, *findings: Finding) -> None:
        first = findings[0]
        super().__init__(first.sentence, article=first.article, remedy=first.remedy)
        self.finding, self.findings = first, findings

    @property
    def also(self) -> list[tuple[str, str]]:
        """What else would be broken, as (sentence, article): told at once, so that nobody runs into it next."""
        return [(f.sentence, f.article) for f in self.findings[1:] if f.sentence != self.finding.sentence][:MOST_TOLD]

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.finding.rule


def enter(rule: Rule) -> Rule:
    """Enter a rule.

    Raises:
        ValueError: for a code that is taken.
    """
    if rule.code in RULES:
        raise ValueError(f"The rule {rule.code} is entered twice.")
    RULES[rule.code] = rule
    return rule


def audit(file: CaseFile, codes: Iterable[str] | None = None) -> list[Finding]:
    """Return every finding on a file, the gravest first.

    Rules apply by the day of the filing, where nothing is filed (on the spot) by that of the clue.
    """
    begun = file.filed_on or file.clue_on or file.today
    wanted = RULES.values() if codes is None else [RULES[c] for c in codes]
    found = [
        replace(f, article=cited(f.article, f.on)) for rule in wanted if rule.in_force(begun) for f in rule.check(file)
    ]
    return sorted(found, key=lambda f: (RANK[f.severity], f.rule, f.on or date.max))


def hold(file: CaseFile, act: str) -> None:
    """Refuse if a blocking rule bound to this act is broken in the file as it would stand after the act.

    Raises:
        RuleBroken: with every such finding, the gravest first.
    """
    bound = [code for code, rule in RULES.items() if act in rule.acts]
    broken = [finding for finding in audit(file, bound) if finding.blocks]
    if broken:
        raise RuleBroken(*broken)
