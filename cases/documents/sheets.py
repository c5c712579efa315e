"""The inner sheets of a file, one shape for all: what the case is, what was done, by whom and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from cases.documents.layout import Row, chinese_day, form_sheet
from cases.documents.titles import is_inner, title_of
from cases.models import Case, Paper
from cases.papers import store
from enforcement import clock
from enforcement.actor import Actor
from enforcement.flowcharts.engine.advance import TakingPart


def keep_sheet(
    *,
    case: Case,
    code: str,
    rows: Iterable[Row],
    by: Actor,
    at: datetime,
    step: str = "",
    number: str = "",
    title: str = "",
) -> Paper:
    """Write a sheet of the case and keep it among its papers."""
    said = title_of(code, title)
    content = form_sheet(
        said,
        [*of_case(case), *rows],
        number=number,
        agency=case.agency.name,
        footer=f"经办人：{by.name}　　{chinese_day(clock.day_of(at))}",
    )
    return store(
        case=case, code=code, title=said, content=content, by=by, at=at, number=number, step=step,
        is_inner=is_inner(code),
    )  # fmt: skip


def of_case(case: Case) -> list[Row]:
    """Return the rows that every sheet begins with."""
    return [("案　　号", case.number or case.clue_number), ("案　　由", case.cause), ("当事人", party_line(case))]


def party_line(case: Case) -> str:
    """Return the party with its masked identifier."""
    party = case.party
    code = f"（{party.code_masked}）" if party.code_sealed else ""
    lead = f"；法定代表人（负责人）：{party.representative}" if party.representative else ""
    return f"{party.name}{code}{lead}"


def named(people: Iterable[TakingPart]) -> str:
    """Return officers with the numbers of their credentials."""
    return "、".join(f"{p.name}（{p.credential}）" if p.credential else p.name for p in people)
