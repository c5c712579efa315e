"""Judge the guards of a step and keep what they said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

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
    *, node: Node, run: Run, record: StepRecord, by: Actor, at: datetime, outcome: str, body: Mapping[str, Any],
    taking_part: Sequence[TakingPart],
) -> list[Judged]:
    """Judge every guard of the step that is due on leaving.

    Raises:
        GuardFailed: for the first that does not hold.
    """
    kept: dict[str, Any] = {}
    said = []
    for rule in node.step.guards if node.step else ():
        if rule.at != "leave":
            continue
        situation = Situation(rule, node, run, record, by, at, outcome, body, taking_part, kept)
        judged = guards.evaluate(rule, situation)
        if judged is None:
            continue
        if not judged.ok:
            raise GuardFailed(judged.sentence, article=judged.article or rule.basis, remedy=judged.remedy)
        said.append(judged)
    return said
