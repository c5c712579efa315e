"""Record the party's signed confirmation of its address (送达地址确认书): each change is a new version (市监83)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, lock, note
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Case, ServiceAddress
from cases.papers import take_in
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.duties.holding import require
from enforcement.organisation.secrecy import seal

ARTICLE = "市场监督管理行政处罚程序规定第八十三条；中华人民共和国行政处罚法第六十一条第二款"


class NotSigned(Invalid):
    """Refuse a confirmation that nobody signed, or that names no place."""

    sentence = _("The confirmation needs an address and the name of who signed it.")
    article = ARTICLE


class ChannelMissing(Invalid):
    """Refuse consent to electronic service without the channel."""

    sentence = _("Enter the mailbox, number or platform to which papers are sent electronically.")
    article = ARTICLE


@transaction.atomic(durable=True)
def confirm_address(
    *, case_id: int, by: Actor, at: datetime, address: str, signed_by: str, signed_on: date | None = None,
    phone: str = "", electronic: bool = False, channel: str = "", file: bytes = b"",
) -> ServiceAddress:  # fmt: skip
    """Keep the confirmation as the next version; papers sent to it count as served even if they come back.

    Raises:
        NotAllowed: without the duty of handling. NotSigned, ChannelMissing: on their fields.
    """
    case = lock(case_id)
    require(by=by, duty="handle", agency=case.agency)
    if not address.strip() or not signed_by.strip():
        raise NotSigned(field="signed_by" if address.strip() else "address")
    if electronic and not channel.strip():
        raise ChannelMissing(field="channel")
    day = checked_day(signed_on, at=at, field="signed_on")
    made = ServiceAddress.objects.create(
        case=case, version=case.addresses.count() + 1, address_sealed=seal(address), phone_sealed=seal(phone),
        electronic=electronic, channel_sealed=seal(channel) if electronic else "", signed_by=signed_by, signed_on=day,
    )  # fmt: skip
    if file:
        take_in(case=case, code="DZ", title=f"送达地址确认书（第{made.version}版）", content=file, by=by, at=at)
    else:
        keep_sheet(
            case=case, code="DZ", by=by, at=at,
            rows=[
                ("版　　次", f"第{made.version}版"), ("送达地址", address), ("联系电话", phone or "未填"),
                ("电子送达", f"同意，{channel}" if electronic else "不同意"),
                ("后　　果", "按本确认书的地址送达，退回之日视为送达；地址变更应当及时书面告知"),
                ("签名", f"{signed_by}，{chinese_day(day)}"),
            ],
        )  # fmt: skip
    note(
        case, act="confirm_address", by=by, at=at,
        body={"version": made.version, "electronic": electronic, "signed_on": day, "signed_by": signed_by},
    )  # fmt: skip
    return made


def current_address(case: Case) -> ServiceAddress | None:
    """Return the latest confirmation."""
    return case.addresses.last()
