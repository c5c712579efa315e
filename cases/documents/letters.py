"""Letters that acts hand to the party, by the agency's template: with its name, its date and room for its seal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from cases.documents.layout import chinese_day, official_paper
from cases.documents.titles import title_of
from cases.drafting.written import written
from cases.models import Case, Measure, Paper
from cases.papers import store
from enforcement.actor import Actor

OF_MEASURES: Final = frozenset({"BC2", "CF1"})
"""The notice of a preservation (行政处罚法第五十六条), the order of a seizure (行政强制法第二十四条)."""


def keep_letter(
    *, case: Case, code: str, on: date, by: Actor, at: datetime, step: str, answers: Mapping[str, str] | None = None,
    more: Iterable[str] = (), addressee: bool = True,
) -> Paper:  # fmt: skip
    """Write a letter of the case by the template of a day, with ``more`` paragraphs, and keep it among its papers."""
    paper = written(code, case, on, answers)
    content = official_paper(
        paper.title, case.number, case.agency.name, [*paper.paragraphs, *more], on,
        addressee=case.party.name if addressee else "",
    )  # fmt: skip
    return store(case=case, code=code, title=title_of(code, paper.title), content=content, by=by, at=at, step=step)


def about(measure: Measure) -> dict[str, str]:
    """Return what the letters of a measure ask for: reason, things, place and days."""
    things = [[part.strip() for part in line.split("|") if part.strip()] for line in measure.items.splitlines()]
    listed = "；".join("，".join(parts) for parts in things) + "。"
    return {
        "理由": "", "法律依据": measure.legal_basis, "措施": "查封（扣押）", "名称和数量": listed, "物品概要": listed,
        "开始日期": chinese_day(measure.taken_on), "截止日期": chinese_day(measure.due_on),
    }  # fmt: skip
