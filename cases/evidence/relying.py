"""On which evidence the facts of a report rest: never on what may not be used (行政处罚法第四十六条第二、三款)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.evidence.naming import KINDS
from cases.models import Case, Evidence
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound


class CarriesNoFact(Invalid):
    """Refuse evidence that was set aside, or comes from an inquiry that counts for nothing."""

    sentence = _("Evidence %(number)s may not be used: %(why)s")
    article = "中华人民共和国行政处罚法第四十六条第三款"
    remedy = _("Take it again lawfully, or rest the fact on other evidence.")

    def __init__(self, piece: Evidence) -> None:
        super().__init__(self.sentence % {"number": piece.number, "why": why_not(piece)}, field="evidence_ids")


def why_not(piece: Evidence) -> str:
    """Return why a piece may not carry a fact, "" for one that may."""
    if not piece.usable:
        return piece.unusable_reason or str(_("It was set aside."))
    if piece.inquiry is not None and not piece.inquiry.usable:
        return str(_("The inquiry at which it was obtained may not be used."))
    return ""


def with_pieces(case: Case, typed: str, ids: Iterable[int]) -> str:
    """Return the list of evidence of a report: the chosen pieces, one to a line, then what was typed.

    Raises:
        CarriesNoFact: for a piece that may not be used. NotFound: for one of another case.
    """
    chosen = list(dict.fromkeys(ids))
    rows = {p.pk: p for p in Evidence.objects.filter(case=case, pk__in=chosen).select_related("inquiry")}
    if len(rows) != len(chosen):
        raise NotFound
    for piece in rows.values():
        if why_not(piece):
            raise CarriesNoFact(piece)
    lines = [
        f"证据{p.number}：{p.name}（{KINDS[p.kind]}）{'，证明' + p.proves if p.proves else ''}" for p in rows.values()
    ]
    told = [line for line in typed.strip().splitlines() if line.strip() not in lines]  # a report made anew holds them
    return "\n".join([*sorted(lines), *told])


def keep_list(case: Case, *, by: Actor, at: datetime, step: str) -> None:
    """Keep the list of the case's evidence as a paper, with the hash of each file; nothing where there is none."""
    rows = [(f"证据{p.number}", _line(p)) for p in case.evidence.all()]
    if rows:
        keep_sheet(case=case, code="ZJM", by=by, at=at, step=step, rows=rows)


def _line(piece: Evidence) -> str:
    parts = [f"{piece.name}（{KINDS[piece.kind]}）", piece.source, piece.obtained_how, chinese_day(piece.obtained_on)]
    parts += [f"校验值{piece.sha256[:16]}"] if piece.sha256 else []
    return "；".join([*parts, *([] if piece.usable else ["已排除"])])
