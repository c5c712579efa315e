"""Fill score cards in beforehand: from the alarms of the case, and from what the system sees of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from cases.supervision.file_review.checks import Found, checks
from cases.supervision.file_review.models import Prefill, ReviewedFile, SheetItem
from cases.supervision.models import Alarm


def prefills(files: Sequence[ReviewedFile], items: Sequence[SheetItem]) -> list[Prefill]:
    """Return what is proposed for each item of each file: five queries, however many files.

    An alarm that lapsed no longer holds and proposes nothing; one that was settled does, with why: a scorer judges.
    """
    alarms = _alarms(f.case_id for f in files)
    seen = checks(f.case for f in files)
    made = []
    for file in files:
        for item in items:
            found = [told for code in item.rules for told in alarms[file.case_id].get(code, ())]
            found += seen.get(file.case_id, {}).get(item.check_code, []) if item.check_code else []
            if found:
                made.append(_proposed(file, item, found))
    return [row for row in made if row is not None]


def _proposed(file: ReviewedFile, item: SheetItem, found: list[Found]) -> Prefill | None:
    red = sum(told["severity"] == "red" for told in found)
    yellow = sum(told["severity"] == "yellow" for told in found)
    if item.fatal:
        reds = [told for told in found if told["severity"] == "red"]
        return Prefill(file=file, item=item, fatal=True, found=reds) if reds else None
    off = min(item.points, item.red * red + item.yellow * yellow)
    return Prefill(file=file, item=item, deduction=max(off, Decimal(0)), found=found)


def _alarms(case_ids: Iterable[int]) -> dict[int, dict[str, list[Found]]]:
    found: dict[int, dict[str, list[Found]]] = defaultdict(lambda: defaultdict(list))
    rows = (
        Alarm.objects.filter(case_id__in=list(case_ids)).exclude(state=Alarm.State.LAPSED).order_by("rule", "on", "pk")
    )
    for alarm in rows:
        found[alarm.case_id or 0][alarm.rule].append({
            "rule": alarm.rule, "severity": alarm.severity, "message": alarm.message, "params": alarm.params,
            "article": alarm.article, "alarm": alarm.pk, "settled": alarm.reason,
        })  # fmt: skip
    return found
