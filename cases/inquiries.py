"""Write an inquiry with those who signed it: shared by the check before filing and the investigation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.acting import officers
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet, named
from cases.models import Case, Inquiry, InquiryOfficer
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.flowcharts.engine.advance import TakingPart

PAPER_OF: Final = {
    "check": "HC", "interview": "XW", "inspection": "XC", "sampling": "CY", "testing": "JY", "documents": "ZJX",
}  # fmt: skip


class CredentialNotShown(Refusal):
    """Refuse an inquiry at which nobody showed a credential: the party may refuse to be asked."""

    sentence = _("The officers must show their credentials to the party.")
    article = "中华人民共和国行政处罚法第五十五条"
    remedy = _("Take the record again with credentials shown.")


class RightsNotTold(Refusal):
    """Refuse an inquiry at which the party was not told its rights."""

    sentence = _("The party must be told of its rights to speak in its defence and to ask that an officer be recused.")
    article = "市场监督管理行政处罚程序规定第二十一条"
    remedy = _("Tell the party its rights and take the record again.")


@dataclass(frozen=True)
class Written:
    """An inquiry with its officers and helpers."""

    inquiry: Inquiry
    officers: list[TakingPart]
    helpers: list[TakingPart]


def write_inquiry(
    case: Case,
    *,
    kind: str,
    held_on: date,
    place: str,
    subject: str,
    summary: str,
    officer_ids: Iterable[int],
    helper_ids: Iterable[int],
    credentials_shown: bool,
    rights_told: bool,
    by: Actor,
    at: datetime,
    step: str,
    more: Iterable[tuple[str, str]] = (),
) -> Written:
    """Write an inquiry, each signer with the credential as it stood that day, and its record as a paper.

    Raises:
        CredentialNotShown, RightsNotTold: where the officers did not.
    """
    if not credentials_shown:
        raise CredentialNotShown(field="credentials_shown")
    if not rights_told:
        raise RightsNotTold(field="rights_told")
    inquiry = Inquiry.objects.create(
        case=case, kind=kind, held_on=held_on, place=place, subject=subject, summary=summary,
        credentials_shown=credentials_shown, rights_told=rights_told, recorded_at=at,
    )  # fmt: skip
    signed = officers(case, officer_ids, on=held_on)
    chosen = {p.person_id for p in signed}
    helpers = officers(case, [i for i in helper_ids if i not in chosen], on=held_on, role="helper")
    InquiryOfficer.objects.bulk_create(
        InquiryOfficer(
            inquiry=inquiry, person_id=p.person_id, name=p.name, role="helper" if p.role == "helper" else "officer",
            credential=p.credential, standing=dict(p.standing),
        )
        for p in [*signed, *helpers]
    )  # fmt: skip
    keep_sheet(
        case=case, code=PAPER_OF[kind], by=by, at=at, step=step,
        rows=[
            ("日　　期", chinese_day(held_on)), ("地　　点", place), ("对　　象", subject), *more,
            ("执法人员", named(signed)), ("协助人员", named(helpers) or "无"),
            ("告知事项", "已出示执法证件；已告知陈述、申辩和申请回避的权利"), ("记　　录", summary),
        ],
    )  # fmt: skip
    return Written(inquiry, signed, helpers)
