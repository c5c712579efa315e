"""Read the ``law:`` extension: what a step, an end, a clock and a fact say in law."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.bpmn.tree import Element
from enforcement.flowcharts.bpmn.vocabulary import BPMN, LAW
from enforcement.flowcharts.conditions import KEYWORDS, OUTCOME
from enforcement.flowcharts.graph import (
    Basis,
    CaseClock,
    DocumentRule,
    Extension,
    Fact,
    GuardRule,
    Limit,
    RoleRule,
    StepRule,
    Suspension,
)
from enforcement.flowcharts.problems import Problems

MOST_PARTS = 40
UNITS = frozenset({"calendar", "working", "hour", "month", "minute"})
PARTS = ("role", "limit", "extension", "suspend", "basis", "document", "guard", "outcome")
# element → (required attributes, optional attributes)
ATTRIBUTES: dict[str, tuple[str, str]] = {
    "step": ("code act", "public titleEn note risk riskPublic"),
    "role": ("ref", "min certified"),
    "limit": ("value unit", "from start roll kind basis law article"),
    "extension": ("by unit approver", "times then basis"),
    "suspend": ("ground", "clock basis"),
    "basis": ("law", "article text-sha256"),
    "document": ("code name", "required at signers template"),
    "guard": ("type", "at basis"),
    "outcome": ("code name", "nameEn"),
    "clock": ("code title opens closes value unit", "from start roll kind basis law article"),
    "fact": ("name type", "label"),
    "title": ("en", ""),
    "end": ("outcome", ""),
}
_CHOICES: dict[str, frozenset[str]] = {
    "unit": UNITS,
    "start": frozenset({"next-day", "same-day"}),
    "roll": frozenset({"forward", "backward", "none"}),
    "kind": frozenset({"statutory", "internal", "promise"}),
    "at": frozenset({"enter", "leave"}),
    "clock": frozenset({"case", "step"}),
    "public": frozenset({"true", "false"}),
    "riskPublic": frozenset({"true", "false"}),
    "certified": frozenset({"true", "false"}),
    "required": frozenset({"true", "false"}),
}
_FACT_TYPES = frozenset({"boolean", "number", "text", "date"})
_PATTERNS: dict[str, tuple[re.Pattern[str], str | Promise]] = {
    "code": (re.compile(r"\w[\w.-]{0,39}\Z"), _("a short code of letters, digits, - and _")),
    "act": (re.compile(r"[a-z][a-z0-9_]{0,63}\Z"), _("the name of an act, such as file_case")),
    "ref": (re.compile(r"[a-z][a-z0-9_]{0,63}\Z"), _("the code of a duty, such as handle")),
    "approver": (re.compile(r"[a-z][a-z0-9_]{0,63}\Z"), _("the code of a duty, such as decide")),
    "then": (re.compile(r"[a-z][a-z0-9_]{0,63}\Z"), _("the code of a duty, such as discuss")),
    "from": (re.compile(r"(?:step|case|event:[a-z][a-z0-9_]{0,63})\Z"), _("step, case or event:name")),
    "opens": (re.compile(r"(?:enter|leave):\S{1,100}\Z"), _("enter:NODE or leave:NODE")),
    "closes": (re.compile(r"(?:enter|leave):\S{1,100}\Z"), _("enter:NODE or leave:NODE")),
    "text-sha256": (re.compile(r"[0-9a-f]{64}\Z"), _("64 hexadecimal digits")),
}
# As long as the columns of the rows that are compiled; everything else has a thousand.
LONGEST = {
    ("step", "code"): 20, ("step", "titleEn"): 160, ("step", "act"): 60, ("end", "outcome"): 40, ("", "law"): 120,
    ("", "article"): 60, ("title", "en"): 120,
}  # fmt: skip
_COUNTS = {"value": 3650, "by": 3650, "times": 9, "min": 20, "signers": 50}
_COUNT = re.compile(r"[0-9]{1,6}\Z")


class Law:
    """Reads ``law:`` elements of one file and notes what is wrong with them."""

    def __init__(self, problems: Problems) -> None:
        """Note what is wrong in the given list."""
        self.problems = problems

    def found(self, owner: Element, *expected: str) -> dict[str, list[Element]]:
        """Return the law elements of a BPMN element by name; note those that do not belong there."""
        elements: dict[str, list[Element]] = {name: [] for name in expected}
        for extension in owner.all(BPMN, "extensionElements"):
            for element in extension.all(LAW, *(child.tag for child in extension.children)):
                if element.tag in elements:
                    elements[element.tag].append(element)
                else:
                    self._stray(element, owner.id)
        return elements

    def _stray(self, element: Element, owner: str) -> None:
        self.problems.add(
            "law-element", element.line, owner, _("law:%(tag)s is not known in this place; delete it."), tag=element.tag
        )

    def step(self, owner: Element) -> StepRule | None:
        """Return what ``law:step`` says about a task, call or sub-process; None if it says nothing readable."""
        steps = self.found(owner, "step")["step"]
        if len(steps) > 1:
            self.problems.add("law-step", steps[1].line, owner.id, _("A step has one law:step; delete the second."))
        if not steps or not self._sound(steps[0], owner.id):
            return None
        return self._step(steps[0], owner.id)

    def _step(self, step: Element, owner: str) -> StepRule:
        parts: dict[str, list[Element]] = {}
        for child in step.children:
            if child.ns != LAW or child.tag not in PARTS:
                self._stray(child, owner)
            elif self._sound(child, owner):
                parts.setdefault(child.tag, []).append(child)
        for tag, elements in parts.items():
            if len(elements) > MOST_PARTS:
                message = _("A step has at most 40 law:%(tag)s; divide the step.")
                self.problems.add("law-many", elements[MOST_PARTS].line, owner, message, tag=tag)
        self._unique(parts.get("outcome", ()), owner)
        self._unique(parts.get("document", ()), owner)
        return StepRule(
            code=step.get("code"),
            act=step.get("act"),
            public=step.get("public", "true") == "true",
            roles=tuple(_role(part) for part in parts.get("role", ())),
            limits=tuple(limit(part) for part in parts.get("limit", ())),
            extensions=tuple(_extension(part) for part in parts.get("extension", ())),
            suspensions=tuple(_suspension(part) for part in parts.get("suspend", ())),
            bases=tuple(_basis(part) for part in parts.get("basis", ())),
            documents=tuple(_document(part) for part in parts.get("document", ())),
            guards=tuple(_guard(part) for part in parts.get("guard", ())),
            outcomes=tuple((p.get("code"), p.get("name"), p.get("nameEn")) for p in parts.get("outcome", ())),
            title_en=step.get("titleEn"),
            note=step.get("note"),
            risk=step.get("risk"),
            risk_public=step.get("riskPublic") == "true",
        )

    def _unique(self, elements: Iterable[Element], owner: str) -> None:
        seen: set[str] = set()
        for element in elements:
            code = element.get("code")
            if code in seen:
                self.problems.add(
                    "law-twice", element.line, owner, _("The code %(code)s is used twice in this step; rename one."),
                    code=code,
                )  # fmt: skip
            seen.add(code)

    def end(self, owner: Element) -> str:
        """Return the outcome that an end event reports."""
        ends = [element for element in self.found(owner, "end")["end"] if self._sound(element, owner.id)]
        return ends[0].get("outcome") if ends else ""

    def process(self, owner: Element) -> tuple[tuple[CaseClock, ...], tuple[Fact, ...], str]:
        """Return the clocks, the facts and the English title that the process declares."""
        found = self.found(owner, "clock", "fact", "title")
        clocks = [element for element in found["clock"] if self._sound(element, owner.id)]
        self._unique(clocks, owner.id)
        facts = [element for element in found["fact"] if self._sound(element, owner.id) and self._fact(element)]
        names = [element.get("name") for element in facts]
        for element in (e for at, e in enumerate(facts) if e.get("name") in names[:at]):
            self.problems.add(
                "law-twice", element.line, "", _("The fact %(name)s is declared twice; delete one."),
                name=element.get("name"),
            )  # fmt: skip
        titles = [element.get("en") for element in found["title"] if self._sound(element, owner.id)]
        return (
            tuple(_clock(element) for element in clocks),
            tuple(Fact(e.get("name"), cast("Any", e.get("type")), e.get("label")) for e in facts),
            titles[0] if titles else "",
        )

    def _fact(self, element: Element) -> bool:
        name, kind = element.get("name"), element.get("type")
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,63}", name) or name in KEYWORDS or name == OUTCOME:
            self.problems.add(
                "law-fact", element.line, name,
                _("“%(name)s” cannot name a fact; use small letters, digits and _, and no word of the conditions."),
                name=name,
            )  # fmt: skip
            return False
        if kind not in _FACT_TYPES:
            self.problems.add(
                "law-fact", element.line, name, _("A fact is boolean, number, text or date, not “%(kind)s”."), kind=kind
            )
            return False
        return True

    def _sound(self, element: Element, owner: str) -> bool:
        """Check the attributes of a law element; guards may carry free ones."""
        before = len(self.problems.found)
        required, optional = (part.split() for part in ATTRIBUTES[element.tag])
        for name in required:
            if not element.get(name):
                self.problems.add(
                    "law-missing", element.line, owner, _("law:%(tag)s needs the attribute %(name)s."),
                    tag=element.tag, name=name,
                )  # fmt: skip
        for (ns, name), value in element.attrs.items():
            if ns or (element.tag != "guard" and name not in {*required, *optional}):
                self.problems.add(
                    "law-attribute", element.line, owner, _("law:%(tag)s has no attribute %(name)s; delete it."),
                    tag=element.tag, name=name,
                )  # fmt: skip
            elif value.strip():
                self._value(element, name, value.strip(), owner)
        if element.tag != "step":
            for child in element.children:
                self._stray(child, owner)
        return len(self.problems.found) == before

    def _value(self, element: Element, name: str, value: str, owner: str) -> None:
        longest = LONGEST.get((element.tag, name)) or LONGEST.get(("", name), 1000)
        if len(value) > longest:
            self._wrong(element, name, _("at most %(n)s characters") % {"n": longest}, owner)
        elif element.tag == "guard" and name not in {"at", "type"}:
            return
        elif name in _CHOICES and value not in _CHOICES[name]:
            self._wrong(element, name, " | ".join(sorted(_CHOICES[name])), owner)
        elif name in _COUNTS and not (_COUNT.match(value) and 1 <= int(value) <= _COUNTS[name]):
            self._wrong(element, name, _("a whole number above 0"), owner)
        elif name in _PATTERNS and not _PATTERNS[name][0].match(value):
            self._wrong(element, name, _PATTERNS[name][1], owner)

    def _wrong(self, element: Element, name: str, expected: str | Promise, owner: str) -> None:
        self.problems.add(
            "law-value", element.line, owner, _("law:%(tag)s: %(name)s should be %(expected)s."),
            tag=element.tag, name=name, expected=expected,
        )  # fmt: skip


def _whole(element: Element, name: str, default: int) -> int:
    return int(element.get(name) or default)


def _role(e: Element) -> RoleRule:
    return RoleRule(e.get("ref"), _whole(e, "min", 1), e.get("certified") == "true")


def limit(e: Element) -> Limit:
    """Build a limit; ``basis`` and the pair ``law``/``article`` complete each other."""
    law, article, basis = e.get("law"), e.get("article"), e.get("basis")
    if basis and not law and "第" in basis:
        law, _found, rest = basis.partition("第")
        law, article = law.strip(" 《》"), "第" + rest.strip()
    return Limit(
        value=_whole(e, "value", 1),
        unit=cast("Any", e.get("unit")),
        counts_from=e.get("from") or "step",
        starts=e.get("start") or "next-day",
        roll=cast("Any", e.get("roll") or "forward"),
        kind=cast("Any", e.get("kind") or "statutory"),
        basis=basis or f"{law}{article}",
        law=law,
        article=article,
    )


def _extension(e: Element) -> Extension:
    return Extension(
        by=_whole(e, "by", 1),
        unit=cast("Any", e.get("unit")),
        approver=e.get("approver"),
        times=_whole(e, "times", 1),
        then=e.get("then"),
        basis=e.get("basis"),
    )


def _suspension(e: Element) -> Suspension:
    return Suspension(e.get("ground"), e.get("clock") or "case", e.get("basis"))


def _basis(e: Element) -> Basis:
    return Basis(e.get("law"), e.get("article"), e.get("text-sha256"))


def _document(e: Element) -> DocumentRule:
    return DocumentRule(
        code=e.get("code"),
        name=e.get("name"),
        required=e.get("required") == "true",
        at=cast("Any", e.get("at") or "leave"),
        signers=_whole(e, "signers", 0),
        template=e.get("template"),
    )


def _guard(e: Element) -> GuardRule:
    free = {name: value.strip() for (_ns, name), value in e.attrs.items() if name not in {"type", "at", "basis"}}
    return GuardRule(e.get("type"), tuple(sorted(free.items())), cast("Any", e.get("at") or "leave"), e.get("basis"))


def _clock(e: Element) -> CaseClock:
    return CaseClock(e.get("code"), e.get("title"), limit(e), e.get("opens"), e.get("closes"))
