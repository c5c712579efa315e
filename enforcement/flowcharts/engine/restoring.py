"""What the facts and days of a run were before a step changed them, so that a recall of the step sets them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from enforcement.flowcharts.models import Run, StepRecord

BEFORE: Final = "_before"
"""Where the facts of a run keep it, by step; only of steps that may still be recalled: what they opened is open."""


def lay(
    run: Run, open_records: Iterable[StepRecord], record: StepRecord, *, facts: Mapping[str, Any],
    events: Mapping[str, Any],
) -> None:  # fmt: skip
    """Add the facts and events that a step laid to the run's, which is not saved yet, and remember what they were."""
    kept: dict[str, Any] = dict(run.facts.get(BEFORE, {}))
    if facts or events:
        kept[str(record.pk)] = {"facts": _were(run.facts, facts), "events": _were(run.events, events)}
    recallable = {str(record.pk), *(str(r.opened_by) for r in open_records if r.pk != record.pk)}
    kept = {step: were for step, were in kept.items() if step in recallable}
    run.facts = {**run.facts, **facts}
    run.events = {**run.events, **events}
    if kept or BEFORE in run.facts:
        run.facts[BEFORE] = kept


def restore(run: Run, left: StepRecord) -> None:
    """Set the facts and events of a run back to what they were before a step that is recalled; it is not saved yet."""
    kept: dict[str, Any] = dict(run.facts.get(BEFORE, {}))
    were = kept.pop(str(left.pk), None)
    if were is None:
        return
    run.facts = {**_back(run.facts, were["facts"]), BEFORE: kept}
    run.events = _back(run.events, were["events"])


def _were(known: Mapping[str, Any], told: Iterable[str]) -> dict[str, list[Any]]:
    """Return each name with what it was in a list, an empty one where it was nothing."""
    return {name: [known[name]] if name in known else [] for name in told}


def _back(known: Mapping[str, Any], were: Mapping[str, list[Any]]) -> dict[str, Any]:
    rest = {name: value for name, value in known.items() if name not in were}
    return {**rest, **{name: old[0] for name, old in were.items() if old}}
