"""The sample cases through the real acts: every date, due date and refusal as the law has it.

Cases 1-4, 6-8 and 11 of the county are played with their days on the county of the demo: lawful acts are done, what the
law forbids is tried and must be refused by the rule named; the same breach as a record of an outside system must be
found by the audit. One line each: what, what must be, what was.
"""

# ruff: noqa: PLC0415 - settings read the environment, which comes first

from __future__ import annotations

import os
import sys

from bench import _own


def main() -> int:
    with _own.site("bench_cases"):
        os.environ["DEMO"] = "1"
        _own.migrated()
        return measure()


def measure() -> int:
    from bench._cases import clean, order, people
    from bench._cases.stage import Stage
    from cases.demo import ground

    staff = ground.lay()
    ground.certify_all(staff)
    stage = Stage(staff)
    for play in (
        clean.without_hearing, clean.with_hearing, people.one_investigator, people.chair_investigated,
        order.decision_too_early, people.expired_credential, order.no_legal_review, order.chart_replaced,
    ):  # fmt: skip
        play(stage)
    print(f"{'case':>4}  {'what':<58}{'must be':<34}{'is':<34}")
    for line in stage.lines:
        mark = "" if line.holds else "  ← differs"
        print(f"{line.case:>4}  {line.what:<58}{line.expected:<34}{line.seen:<34}{mark}")
    wrong = sum(not line.holds for line in stage.lines)
    said = f"{wrong} of {len(stage.lines)} differ in {len({line.case for line in stage.lines})} cases"
    print(f"cases: {said} (bar 0): {'holds' if not wrong else 'falls short'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
