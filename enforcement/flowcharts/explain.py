"""A chart in words: the ordered table of its steps, which everybody can read, and what changed between two charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.drawing import words
from enforcement.flowcharts.drawing.visual import visual
from enforcement.flowcharts.drawing.words import Language
from enforcement.flowcharts.graph import Graph, Node


@dataclass(frozen=True, slots=True)
class Next:
    """Where a step leads: on which outcome, to which step, and whether that is back to an earlier one."""

    on: str
    code: str
    name: str
    back: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One step as the table shows it."""

    key: str
    code: str
    name: str
    who: str
    limits: tuple[str, ...]
    following: tuple[Next, ...]
    documents: tuple[str, ...]
    bases: tuple[str, ...]
    note: str = ""
    risk: str = ""
    risk_public: bool = False
    called: str = ""


def rows(graph: Graph, language: Language = "zh") -> list[Row]:
    """Return the steps of a chart in the order of its file, with where each leads."""
    leads: dict[str, list[Next]] = {}
    for parent in ("", *(n.key for n in graph.nodes if n.kind == "subprocess")):
        seen = visual(graph, parent, language)
        gates = {n.key for n in seen.nodes if n.step is None and n.kind not in {"end", "timer"}}
        targets: dict[str, list[tuple[str, str, bool]]] = {}
        for link in seen.links:
            targets.setdefault(link.source, []).append((link.label, link.target, link.back))
        for key in targets:
            if key not in gates:
                leads[key] = list(_through(graph, targets, key, gates, language, ""))
    return [_row(node, tuple(dict.fromkeys(leads.get(node.key, []))), language) for node in graph.steps]


def _through(
    graph: Graph, targets: Mapping[str, list[tuple[str, str, bool]]], key: str, gates: set[str], language: Language,
    said: str, depth: int = 0,
) -> Iterator[Next]:  # fmt: skip
    """Yield the steps that follow, through gateways that the picture shows."""
    for label, target, back in targets.get(key, []):
        told = "，".join(filter(None, (said, label))) if language == "zh" else ", ".join(filter(None, (said, label)))
        if target in gates and depth < len(gates) + 1:
            yield from _through(graph, targets, target, gates, language, told, depth + 1)
        else:
            node = graph.node[target]
            yield Next(told, node.step.code if node.step else "", words.name_of(node, language), back)


def _row(node: Node, following: tuple[Next, ...], language: Language) -> Row:
    step = node.step
    if step is None:
        raise ValueError(node.key)
    return Row(
        key=node.key,
        code=step.code,
        name=words.name_of(node, language),
        who=words.roles_of(step, language),
        limits=tuple(
            words.limit_of(one, language) + (f" {one.law}{one.article}" if one.law else "") for one in step.limits
        ),
        following=following,
        documents=tuple(f"{d.name}{'*' if d.required else ''}" for d in step.documents),
        bases=tuple(str(basis) for basis in step.bases),
        note=step.note,
        risk=step.risk,
        risk_public=step.risk_public,
        called=node.called,
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: ``added``, ``removed`` or ``changed``; what it was and what it is."""

    kind: str
    code: str
    name: str
    field: str = ""
    before: str = ""
    after: str = ""

    @property
    def words(self) -> str:
        """What kind of change it is, in the reader's language."""
        if self.kind != "changed":
            return str(KINDS[self.kind])
        return str(NAMES[self.field])


KINDS: dict[str, str | Promise] = {"added": _("new step"), "removed": _("step dropped")}
NAMES: dict[str, str | Promise] = {
    "name": _("name"), "who": _("who does it"), "limits": _("time limit"), "following": _("what follows"),
    "documents": _("documents"), "bases": _("legal basis"), "note": _("note"), "risk": _("integrity risk"),
}  # fmt: skip
FIELDS = ("name", "who", "limits", "following", "documents", "bases", "note", "risk")


def changes(before: Graph, after: Graph, language: Language = "zh") -> list[Change]:
    """Return what differs between two charts, step by step."""
    old = {row.code: row for row in rows(before, language)}
    new = {row.code: row for row in rows(after, language)}
    found = [Change("removed", row.code, row.name) for code, row in old.items() if code not in new]
    for code, row in new.items():
        if code not in old:
            found.append(Change("added", code, row.name))
            continue
        for field in FIELDS:
            was, now = _said(getattr(old[code], field)), _said(getattr(row, field))
            if was != now:
                found.append(Change("changed", code, row.name, field, was, now))
    return found


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return "；".join(_said(one) for one in value)
    if isinstance(value, Next):
        return f"{value.on} → {value.code or value.name}".strip()
    return str(value)
