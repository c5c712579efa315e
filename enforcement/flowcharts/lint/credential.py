"""Rules about issuing credentials."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Graph
from enforcement.flowcharts.lint import paths
from enforcement.flowcharts.lint.kinds import doing
from enforcement.flowcharts.lint.paths import does
from enforcement.flowcharts.lint.rule import SUPERVISION, SUPERVISION_SINCE, Fault, Rule, fault, saying

EXAMINED_SAYS = _("“%(name)s” can be reached without the step %(act)s; nobody is certified unchecked.")


@saying(EXAMINED_SAYS)
def _examined(graph: Graph) -> Iterator[Fault]:
    for act in ("examine_application", "pass_public_exam", "review_application"):
        for node, path in paths.from_start(graph, doing(graph, "issue"), does(act)):
            yield fault(node, EXAMINED_SAYS, path, act=act)


RULES = (
    Rule("JD17", _("Qualification before a credential"), SUPERVISION, "第十七条", SUPERVISION_SINCE, _examined,
         frozenset({"credential"})),
)  # fmt: skip
