"""The order of papers in a file (市场监督管理行政处罚程序规定第七十八条), and how many pages each has."""

from __future__ import annotations

import re
from typing import Final

from cases.documents.merge import NotOurs, objects
from cases.models import Paper
from cases.papers import PaperDamaged, content_of

_PAGE: Final = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
MAIN: Final[tuple[frozenset[str], ...]] = (
    frozenset({"LA"}),
    frozenset({"JD", "BY", "SD", "DZ"}),
    frozenset({
        "GZ", "SD1", "ZD", "FQ", "ZG", "BC2", "BC4", "CF1", "CF4", "CF5", "YQ", "JC", "CG", "QJ", "XY", "YS", "YG",
    }),
    frozenset({"HC", "XW", "XC", "CY", "JY", "ZJX", "BC3", "CF2", "CF3", "CS", "CB", "JY2"}),
    frozenset({"TS", "TL1", "TT", "TG", "TB"}),
    frozenset({"JK", "GY"}),
)  # fmt: skip
"""正卷: filing, decision and its service, other papers to the party, evidence, hearing, money and things, the rest."""
INNER: Final[tuple[frozenset[str], ...]] = (
    frozenset({"AY", "BL"}), frozenset({"ZJ"}), frozenset({"SH", "FS", "NC", "FH", "TL", "JS"}), frozenset({"BG2"}),
    frozenset({"JA"}),
)  # fmt: skip
"""副卷: clue, report of the investigation, opinions of the checks, report of the hearing, closure, the rest."""
ALWAYS_INNER: Final = frozenset({"ZJ", "JA"})
LAST: Final = frozenset({"ML", "BK"})


def in_order(papers: list[Paper]) -> list[Paper]:
    """Return papers in the order of the file: the main part, then the inner part, each as the rule says, then by time.

    The list of contents stands first and the note for reference last, as in every file.
    """
    return sorted(papers, key=lambda p: (_part(p), _rank(p), p.made_at, p.pk))


def is_inner(paper: Paper) -> bool:
    """Return whether a paper belongs to the inner file (副卷)."""
    return paper.is_inner or paper.code in ALWAYS_INNER


def pages_of(paper: Paper) -> int:
    """Return how many pages a paper has: one for a picture, as many as a PDF says, at least one."""
    if not paper.media_type.endswith("pdf"):
        return 1
    try:
        content = content_of(paper)
    except PaperDamaged:
        return 1
    try:
        return max(sum(bool(_PAGE.search(body)) for body in objects(content).values()), 1)
    except NotOurs:
        return max(len(_PAGE.findall(content)), 1)


def _part(paper: Paper) -> int:
    if paper.code in LAST:
        return 0 if paper.code == "ML" else 3
    return 2 if is_inner(paper) else 1


def _rank(paper: Paper) -> int:
    groups = INNER if is_inner(paper) else MAIN
    return next((n for n, codes in enumerate(groups) if paper.code in codes), len(groups))
