"""``python -m dev.rules_table``: write docs/rules.md from the register of rules; ``check`` compares it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PLACE = Path(__file__).resolve().parent.parent / "docs" / "rules.md"
HEAD = """# Rules of law

Written by `python -m dev.rules_table` from the register in `cases/rules`; a test keeps it current. A rule judges the
file of a case, or what “Judged on” names. It *holds* after the acts named: an act that would break it is refused,
where the finding blocks. What is not prevented (outside records, time that passes) is found by the audit and raised as
an alarm. Rules apply from the day in the last column, judged by the day of filing, of a case that is never filed by the
day of its clue. Where a duty stood in the law before 2021-07-15 already, what was done before is judged by the text and
the numbers of then (`cases/rules/older.py`), and the finding cites them.

| Code | Rule | Article | Severity | Blocks | Held after | Judged on | From |
|---|---|---|---|---|---|---|---|
"""
POINTS = """Settings per agency (`alarm.r22.yellow_at` and so on); the defaults, none of them from a statute:
`90%` of the term used, `1` working day before its last day (whichever is earlier), `past` the day after it.

| Rule | Notice | Yellow | Red |
|---|---|---|---|
"""
TAIL = """
## When an alarm about a term comes on

{thresholds}
## Not judged

Nothing of the catalogue. Of an outside record only what it tells is judged: parts that a system may not keep
(recordings, hand-overs, how the fine was weighed, the question of a crime) are passed by where the record is silent.
"""


def table() -> str:
    """Return the page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    import django  # noqa: PLC0415 (settings first)

    django.setup()
    from django.utils import translation  # noqa: PLC0415

    from cases.rules.catalogue import everything  # noqa: PLC0415
    from cases.rules.thresholds import DEFAULTS  # noqa: PLC0415

    with translation.override("en"):
        rows = [
            f"| {rule.code} | {rule.title} | {rule.article} | {rule.severity} | {'yes' if rule.blocks else 'no'} |"
            f" {', '.join(f'`{act}`' for act in sorted(rule.acts)) or '—'} | {rule.judged_on} | {rule.from_on} |\n"
            for rule in everything()
        ]
        turns = [
            f"| {rule} | `{points.notice}` | `{points.yellow}` | `{points.red}` |\n"
            for rule, points in sorted(DEFAULTS.items())
        ]
    return HEAD + "".join(rows) + TAIL.replace("{thresholds}", POINTS + "".join(turns))


def main(arguments: list[str]) -> int:
    """Write the page, or compare it; return 1 where it is out of date."""
    if arguments == ["check"]:
        same = PLACE.exists() and PLACE.read_text(encoding="utf-8") == table()
        print("docs/rules.md is current." if same else "docs/rules.md is out of date: python -m dev.rules_table")
        return 0 if same else 1
    PLACE.write_text(table(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
