"""Table 1: penalties by class. Several in one case count once, in the heaviest class. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cases.terms import with_amounts
from cases.yearly.counting.facts import Fact
from cases.yearly.counting.rows import Decided, Span

ORDERS: Final[dict[str, tuple[str, ...]]] = {
    # 大同市 2021、2024 年度统计年报填报说明
    "datong": (
        "warning", "fine", "confiscation", "suspend_licence", "downgrade", "restrict", "shutdown", "close",
        "revoke_licence", "detention",
    ),
    # a county of Shandong, 2021: 吊销 stands before 限制开展生产经营活动
    "shandong": (
        "warning", "fine", "confiscation", "suspend_licence", "downgrade", "revoke_licence", "restrict", "shutdown",
        "close", "detention",
    ),
}  # fmt: skip
"""From the lightest to the heaviest."""
COLUMN: Final[dict[str, str]] = {
    "warning": "penalty.warning", "fine": "penalty.fine", "confiscation": "penalty.confiscation",
    "suspend_licence": "penalty.suspend", "downgrade": "penalty.suspend", "revoke_licence": "penalty.revoke",
    "restrict": "penalty.restrict", "shutdown": "penalty.shutdown", "close": "penalty.shutdown",
    "detention": "penalty.detention",
}  # fmt: skip


def heaviest(row: Decided, order: Sequence[str]) -> str:
    """Return the column of the heaviest penalty of a decision; another penalty alone is ``penalty.other``."""
    known = [kind for kind in with_amounts(row.kinds, row.fine, row.confiscation) if kind in order]
    return COLUMN[max(known, key=order.index)] if known else "penalty.other"


def penalties(rows: Iterable[Decided], span: Span, order: Sequence[str]) -> Iterator[Fact]:
    """Yield the facts of table 1: the day of the decision lies in the year, annulled ones counted and told beside."""
    for row in rows:
        if row.outcome != "penalise" or not span.holds(row.on):
            continue
        for line in ("penalty.total", heaviest(row, order), *(["penalty.on_spot"] if row.on_spot else [])):
            yield Fact(line, row.agency, row.case)
        yield Fact("penalty.money", row.agency, row.case, row.fine + row.confiscation)
        if span.known(row.annulled_on):
            yield Fact("penalty.annulled", row.agency, row.case)
