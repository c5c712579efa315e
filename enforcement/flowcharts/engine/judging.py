"""Judge the guards of a step and keep what they said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.flowcharts import guards
from enforcement.flowcharts.engine.refusals import GuardFailed
from enforcement.flowcharts.graph import GuardRule, Node
from enforcement.flowcharts.models import Run, StepRecord

if TYPE_CHECKING:
    from enforcement.flowcharts.engine.advance import TakingPart


@dataclass(frozen=True)
class Situation:
    """What a guard looks at: judged as of ``at``, never today."""

    rule: GuardRule
    node: Node
    run: Run
    record: StepRecord
    by: Actor
    at: datetime
    outcome: str
    body: Mapping[str, Any]
    taking_part: Sequence[TakingPart]
    kept: dict[str, Any]  # what one guard read may serve the next


@dataclass(frozen=True)
class Judged:
    """What a guard said: ``None`` for ``ok`` where it does not apply to this act."""

    type: str
    ok: bool
    sentence: str = ""
    article: str = ""
    remedy: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return what the ledger keeps."""
        found: dict[str, object] = {"type": self.type, "ok": self.ok, "article": self.article}
        return {**found, "sentence": self.sentence} if self.sentence else found


def judge(
    *,
    node: Node,
    when: Literal["enter", "leave"],
    run: Run,
    record: StepRecord,
    by: Actor,
    at: datetime,
    outcome: str,
    body: Mapping[str, Any],
    taking_part: Sequence[TakingPart],
    kept: dict[str, Any],
) -> list[Judged]:
    """Judge every guard of a node that is due on entering or on leaving it; ``record`` is the step being left.

    Raises:
        GuardFailed: for the first that does not hold, or that nobody can judge.
    """
    said = []
    for rule in node.step.guards if node.step else ():
        if rule.at != when:
            continue
        judged = evaluate(rule, Situation(rule, node, run, record, by, at, outcome, body, taking_part, kept))
        if judged is None:
            continue
        if not judged.ok:
            raise GuardFailed(judged.sentence, article=judged.article or rule.basis, remedy=judged.remedy)
        said.append(judged)
    return said


def evaluate(rule: GuardRule, situation: Situation) -> Judged | None:
    """Ask the function that an app registered: ``function(rule, situation) -> Judged | None``.

    Raises:
        GuardFailed: if none is registered; what cannot be judged is never passed.
    """
    try:
        function = guards.function_of(rule.type)
    except LookupError:
        raise GuardFailed(_("A guard of this step cannot be judged: %(type)s.") % {"type": rule.type}) from None
    judged: Judged | None = function(rule, situation)
    return judged
