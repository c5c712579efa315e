"""The sample cases as an outside system recorded them: every violation found by rule and article, clean ones clean.

Cases 1-4, 6-8 and 11 of the county, written here as JSON of the outside format and taken in as such; what the audit
that follows raised is read from the alarms. For each violation the rule, its article and the severity are looked for;
cases 1 and 2 must raise nothing red. One line each: what must be found, what was.
"""

# ruff: noqa: PLC0415 - settings read the environment, which comes first

from __future__ import annotations

import sys
from typing import Any

from bench import _own


def main() -> int:
    with _own.site("bench_recorded_cases"):
        _own.migrated()
        return measure()


def measure() -> int:
    from bench._recorded.cases import MUST, records
    from cases.demo import ground
    from cases.import_record import record_outside
    from cases.outside import OutsideCase, read
    from cases.supervision.models import Alarm
    from enforcement import clock
    from enforcement.actor import SYSTEM

    staff = ground.lay()
    ground.certify_all(staff)
    missed = wrong = wanted = 0
    for number, record in records(staff).items():
        case = record_outside(data=read(record, OutsideCase), by=SYSTEM, at=clock.now())
        found = list(Alarm.objects.filter(case=case))
        for rule, article, severities in MUST[number]:
            hit = [a for a in found if a.rule == rule and article in a.article and a.severity in severities]
            wanted, missed = wanted + 1, missed + (not hit)
            print(f"case {number:>2}  {rule} {article:<28} {_said(hit)}")
        reds = sorted({a.rule for a in found if a.severity == "red"} - {rule for rule, _a, _s in MUST[number]})
        if reds:
            wrong += 1
            print(f"case {number:>2}  red beyond what the case holds: {', '.join(reds)}")
    figure = f"{wanted - missed} of {wanted} violations found by rule and article, {wrong} cases red beyond them"
    holds = not missed and not wrong
    print(f"recorded-cases: {figure} (bar all, 0): {'holds' if holds else 'MISSED'}")
    return 0 if holds else 1


def _said(hit: list[Any]) -> str:
    return f"{hit[0].severity}: {hit[0].sentence}" if hit else "NOT FOUND"


if __name__ == "__main__":
    sys.exit(main())
