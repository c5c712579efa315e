"""``python -m dev.lint_table``: write docs/flowcharts/lint.md from the rules for charts; ``check`` compares it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PLACE = Path(__file__).resolve().parent.parent / "docs" / "flowcharts" / "lint.md"
HEAD = """# Rules for charts

Written by `python -m dev.lint_table` from `enforcement/flowcharts/lint`; a test keeps it current. The page
`/procedures/rules/` says the same to those who draw. A chart is proved against the rules in force on its day of effect,
when it is submitted and again when it is published; an error stands in the way, a warning does not.

- *Order* is searched in the graph as the engine could move: declared outcomes, conditions, joins, timers. A finding
  shows the shortest way in words. Facts assumed: `heard` after a hearing, `review_due` after a review that failed.
- *Days* follow law × number: penalty law 2, 3, 5, 7 are working days, all others calendar days (第八十五条); coercion
  law up to 10 are working days (第六十九条); licensing law all (第八十二条). Before 15 July 2021 the penalty law's days
  are calendar days, and its other numbers (`JF…`) hold for charts that take effect before that day.
- Which rules apply is read from what a chart does, not from its name (`lint/kinds.py`).
- A measure whose basis is 第十九条 of the coercion law by itself counts as urgent: approved afterwards, in 24 hours.

A rule is one function from a graph to faults, entered in its module's `RULES`; most are built in one line by
`lint/building.py`. `tests/enforcement/flowcharts/` holds for each a chart that breaks it and one that keeps it.
`make bench-lint` measures the time a chart takes.

| Code | Rule | Law | Article | Charts | Severity | In force |
|---|---|---|---|---|---|---|
"""


def table() -> str:
    """Return the page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    import django  # noqa: PLC0415 (settings first)

    django.setup()
    from django.utils import translation  # noqa: PLC0415

    from enforcement.flowcharts import lint  # noqa: PLC0415

    with translation.override("en"):
        return HEAD + "".join(
            f"| {rule.code} | {rule.title} | {rule.law} | {rule.article} | {', '.join(sorted(rule.kinds)) or 'all'} |"
            f" {rule.severity} | {rule.since} – {rule.until or ''} |\n"
            for rule in lint.catalogue()
        )


def main(arguments: list[str]) -> int:
    """Write the page, or compare it; return 1 where it is out of date."""
    if arguments == ["check"]:
        same = PLACE.exists() and PLACE.read_text(encoding="utf-8") == table()
        print(f"{PLACE.name} is {'current' if same else 'out of date: python -m dev.lint_table'}.")
        return 0 if same else 1
    PLACE.parent.mkdir(exist_ok=True)
    PLACE.write_text(table(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
