"""Why a step is open once more: who sent the case back to it, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from cases.asking import outcomes_of
from cases.models import Case
from cases.review import HEADS
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.queries import body_of, history_of


@dataclass(frozen=True)
class SentBack:
    """The step that sent the case back, what came of it, who said so, and the words."""

    step: str
    outcome: str
    by: str
    words: list[str]


def sent_back(case: Case, record: StepRecord) -> SentBack | None:
    """Return who sent a case back to a step with an opinion; None where it came there in any other way."""
    if record.visit == 1 or record.opened_by is None:
        return None
    giver = StepRecord.objects.select_related("node").filter(pk=record.opened_by, run=case.run).first()
    if giver is None or not _lies_before(record, giver):
        return None
    entries = history_of(case.series).filter(verb=f"step.{giver.node.act}").order_by("-seq")[:20]
    body = next((b for b in map(body_of, entries) if b.get("record") == str(giver.pk)), {})
    words = _words(body)
    if not words:
        return None
    return SentBack(
        step=f"{giver.node.code} {giver.node.title}", outcome=dict(outcomes_of(giver)).get(giver.outcome, ""),
        by=giver.actor.get("name", ""), words=words,
    )  # fmt: skip


def _lies_before(record: StepRecord, giver: StepRecord) -> bool:
    """Return whether the case came to a step for the first time before it came to the one that opened it now."""
    rows = StepRecord.objects.filter(run_id=record.run_id, visit=1, node_id__in=[record.node_id, giver.node_id])
    first = dict(rows.values_list("node_id", "entered_at"))
    return first[record.node_id] < first[giver.node_id]


def _words(body: dict[str, Any]) -> list[str]:
    """Return the opinion and, of a legal review, what was found wrong under each head."""
    english = (get_language() or "").startswith("en")
    said = [str(body.get(name, "")) for name in ("opinion", "reason")]
    heads = body.get("heads", {})
    noted = [
        f"{titles[english]}{': ' if english else '：'}{heads[code]['note']}"
        for code, titles in HEADS.items()
        if not heads.get(code, {}).get("ok", True) and heads[code].get("note")
    ]
    return [words for words in [*said, *noted] if words.strip()]
