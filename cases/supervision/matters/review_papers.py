"""The papers of an opinion of reconsideration: the letter where it is issued here, else the scan and its record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from cases.documents.layout import chinese_day
from cases.supervision.matters.kinds import KINDS
from cases.supervision.matters.models import Letter
from cases.supervision.matters.papers import keep_file, keep_letter, keep_sheet
from enforcement.actor import Actor
from enforcement.organisation.models import Agency


def keep_papers(
    letter: Letter, asked: Sequence[str], *, signed: Agency | None, file: bytes, by: Actor, at: datetime, got: date
) -> None:
    """Write the letter in the name of the government that ``signed`` it; None keeps the scan of another's."""
    matter, kind = letter.matter, KINDS[letter.kind]
    if signed is None:
        rows = [("制发机关", letter.issuer), ("文书文号", letter.number), ("复议案件", matter.origin_note),
                ("制发日期", chinese_day(letter.issued_on)), ("收到日期", chinese_day(got)),
                ("存在问题", letter.text), ("意　　见", "\n".join(asked)),
                ("报送期限", f"{chinese_day(letter.due_on)}（自收到之日起六十日内）")]  # fmt: skip
        keep_sheet(matter, "FYD", "行政复议意见书登记表", rows, by=by, at=at, letter=letter)
        keep_file(matter, f"{kind.paper}F", kind.title_zh, file, by=by, at=at, letter=letter)
        return
    subject = f"（{matter.case}）" if matter.case else ""
    paragraphs = [
        (f"本机关在办理行政复议案件（{matter.origin_note}）过程中，发现你单位的行政行为{subject}违法或者不当。"
        "根据《中华人民共和国行政复议法》第七十六条，提出如下意见："),
        "一、存在的问题", *letter.text.splitlines(), "二、依据", letter.basis, "三、意见", *asked,
        "请自收到本意见书之日起六十日内，将纠正相关违法或者不当行政行为的情况报送本机关。",
    ]  # fmt: skip
    keep_letter(matter, kind.paper, kind.title_zh, letter.number, paragraphs, signed=signed, on=letter.issued_on,
                addressee=matter.agency.name, by=by, at=at, letter=letter)  # fmt: skip
    if file:
        keep_file(matter, f"{kind.paper}F", "送达回证", file, by=by, at=at, letter=letter)
