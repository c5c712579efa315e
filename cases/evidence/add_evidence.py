"""Put a piece of evidence on the list of a case (行政处罚法第四十六条)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, note
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.evidence.custody import begin_custody
from cases.evidence.naming import KINDS
from cases.evidence.numbers import next_number, stage_of
from cases.evidence.when import lock_for
from cases.models import Case, Evidence, Inquiry
from cases.papers import keep_bytes, media_of
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound


class CopyUnchecked(Invalid):
    """Refuse a copy without where the original is and who found it the same."""

    sentence = _("Of a copy, say where the original is kept and who compared the two and signed.")
    article = "市场监督管理行政处罚程序规定第二十四条"
    remedy = _("Let whoever gave it compare it with the original and sign, then fill in both.")


@transaction.atomic(durable=True)
def add_evidence(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    kind: str,
    name: str,
    source: str,
    obtained_how: str,
    obtained_on: date | None = None,
    proves: str = "",
    is_copy: bool = False,
    original_kept_by: str = "",
    copy_checked_by: str = "",
    inquiry_id: int | None = None,
    file: bytes = b"",
) -> Evidence:
    """List a piece of evidence: its kind of the eight, whence and how it came, its file under its hash if it has one.

    Raises:
        CopyUnchecked: for a copy without its original's place and the comparison.
        cases.papers.FileNotTaken: for a file of another kind. NotFound: for an inquiry of another case.
    """
    case, step = lock_for(case_id, by)
    day = checked_day(obtained_on, at=at, field="obtained_on", not_before=case.clue_on)
    if is_copy and not (original_kept_by.strip() and copy_checked_by.strip()):
        raise CopyUnchecked(field="original_kept_by" if not original_kept_by.strip() else "copy_checked_by")
    made = Evidence.objects.create(
        case=case, number=next_number(case), kind=kind, name=name, source=source, obtained_how=obtained_how,
        obtained_on=day, stage=stage_of(case), proves=proves, is_original=not is_copy,
        original_kept_by=original_kept_by if is_copy else "", copy_checked_by=copy_checked_by if is_copy else "",
        inquiry=_inquiry(case, inquiry_id), sha256=keep_bytes(file) if file else "", size=len(file),
        media_type=media_of(file) if file else "", received_at=at, taken_by_id=by.person_id, author=by.name,
    )  # fmt: skip
    begin_custody(made, by=by, at=at)
    keep_sheet(
        case=case, code="ZJX", by=by, at=at, step=step.node.code,
        rows=[
            ("证据编号", str(made.number)), ("证据名称", name), ("证据种类", KINDS[kind]), ("来　　源", source),
            ("取得方式", obtained_how), ("取得日期", chinese_day(day)),
            ("原件复制件", _copy_words(made)),
            ("证明事项", proves or "—"), ("文件校验值", made.sha256 or "—"),
        ],
    )  # fmt: skip
    note(
        case, act="add_evidence", by=by, at=at,
        body={"evidence": made.pk, "number": made.number, "kind": kind, "name": name, "sha256": made.sha256},
    )  # fmt: skip
    return made


def _inquiry(case: Case, inquiry_id: int | None) -> Inquiry | None:
    if inquiry_id is None:
        return None
    found = Inquiry.objects.filter(case=case, pk=inquiry_id).first()
    if found is None:
        raise NotFound
    return found


def _copy_words(made: Evidence) -> str:
    if made.is_original:
        return "原件（原物）"
    return f"复制件；原件存于{made.original_kept_by}；经{made.copy_checked_by}核对无误"
