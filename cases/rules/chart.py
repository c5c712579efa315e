"""R33: the case followed the version it is bound to, and skipped none of its steps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile, StepFact
from cases.rules.registry import Finding, Rule
from cases.rules.saying import finding
from enforcement.flowcharts.graph import Graph

BOUND = "国办发〔2018〕118号第四项；乐陵市法治政府建设实施方案（执法流程图）"


@lru_cache(maxsize=64)
def on_every_way(graph: Graph) -> dict[str, frozenset[str]]:
    """Return, for each node of a chart's top level, the nodes that lie on every way from the start to it.

    A node lies on every way to another if one cannot get there without it (a dominator). The node itself is left out.
    """
    keys = [n.key for n in graph.nodes if not n.parent]
    everything = frozenset(keys)
    start = graph.start.key
    ways = dict.fromkeys(keys, everything) | {start: frozenset({start})}
    before: dict[str, list[str]] = {key: [f.source for f in graph.entering[key]] for key in keys}
    for node in graph.nodes:
        if node.attached_to and not node.parent:
            before[node.key] = [node.attached_to]
    changed = True
    while changed:
        changed = False
        for key in keys:
            if key == start:
                continue
            through = [ways[b] for b in before[key]]
            new = frozenset({key}) | (frozenset.intersection(*through) if through else frozenset())
            if new != ways[key]:
                ways[key], changed = new, True
    return {key: found - {key} for key, found in ways.items()}


def _bound(step: StepFact, file: CaseFile) -> bool:
    """Say whether the case was bound to the version of a step: that of the filing, or of an order from its day on."""
    number, on = step.version_number, step.entered_on
    before = any(move.from_number == number and on <= move.on for move in file.moves)
    since = [move.on for move in file.moves if move.to_number == number]
    return before or (number == file.version_number and (not since or on >= min(since)))


def on_the_bound_version(file: CaseFile) -> Iterator[Finding]:
    """Judge R33: each step belongs to the version of the filing, and none that it asks for was left out."""
    for step in file.steps:
        if step.version_number and file.version_number and not _bound(step, file):
            yield finding(
                "R33",
                _("The step “%(name)s” of %(on)s follows version %(other)s; the case is bound to version %(own)s."),
                article=BOUND,
                day=step.entered_on,
                key=f"version:{step.code}:{step.entered_on}",
                step=step.code,
                remedy=_("A case stays on the version of its filing; a change needs reasons and two approvals."),
                name=step.name,
                on=step.entered_on,
                other=step.version_number,
                own=file.version_number,
            )
    taken = {s.code for s in file.steps}
    for code in file.charted if taken else ():
        if code not in taken:
            yield finding(
                "R33", _("The step %(code)s, which the published flowchart asks for, was left out."), article=BOUND,
                day=file.steps[-1].entered_on, key=f"skipped:{code}", step=code,
                remedy=_("Say why, and make up for what can still be done."), code=code,
            )  # fmt: skip


RULES = (Rule("R33", gettext_lazy("On the published flowchart"), BOUND, on_the_bound_version),)
