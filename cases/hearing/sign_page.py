"""Sign a page of the record on the tablet, or note that somebody would not (行政处罚法第六十四条第八项)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.hearing.sitting import require_keeper
from cases.hearings import hearing_of
from cases.hold_hearing import require_chair
from cases.models import Hearing, HearingPage, HearingSignature
from cases.papers import store
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound

PNG = b"\x89PNG\r\n\x1a\n"
LARGEST = 400_000


class DrawingMissing(Invalid):
    """Refuse a signature that is no drawing."""

    sentence = _("Sign in the field with a finger or a pen.")


class SignedPage(Invalid):
    """Refuse a second signature of the same person on a page."""

    sentence = _("This person has signed this page already, or would not.")


class RefusalNoteMissing(Invalid):
    """Refuse to note a refusal without the chair's words."""

    sentence = _("Note in your own words why the page was not signed.")
    article = "中华人民共和国行政处罚法第六十四条第八项"


@transaction.atomic(durable=True)
def sign_page(
    *, case_id: int, by: Actor, at: datetime, number: int, role: str, name: str, drawing: bytes
) -> HearingSignature:
    """Keep a drawn signature with its own hash and that of the page it stands on.

    Raises:
        cases.hearing.sitting.NotSeated: for anyone but chair and recorder. DrawingMissing, SignedPage.
    """
    case = lock(case_id)
    step = require_open(case, "sign_hearing_record")
    hearing = hearing_of(case)
    require_keeper(hearing, by)
    page = _page(hearing, number, role, name)
    if not drawing.startswith(PNG) or len(drawing) > LARGEST:
        raise DrawingMissing(field="drawing")
    paper = store(
        case=case, code="TQM", title=f"听证笔录第{number}页签名（{name.strip()}）", content=drawing, by=by, at=at,
        step=step.node.code, media_type="image/png",
    )  # fmt: skip
    made = HearingSignature.objects.create(page=page, role=role, name=name.strip(), drawing=paper, signed_at=at)
    note(
        case, act="sign_hearing_page", by=by, at=at,
        body={"page": number, "page_sha256": page.sha256, "role": role, "name": made.name, "drawing": paper.sha256},
    )  # fmt: skip
    return made


@transaction.atomic(durable=True)
def refuse_page(
    *, case_id: int, by: Actor, at: datetime, number: int, role: str, name: str, refusal_note: str
) -> HearingSignature:
    """Note that somebody would not sign a page, in the chair's words.

    Raises:
        cases.hold_hearing.NotTheChair: for anyone but the chair. RefusalNoteMissing, SignedPage.
    """
    case = lock(case_id)
    require_open(case, "sign_hearing_record")
    hearing = hearing_of(case)
    require_chair(hearing, by)
    if not refusal_note.strip():
        raise RefusalNoteMissing(field="refusal_note")
    page = _page(hearing, number, role, name)
    made = HearingSignature.objects.create(
        page=page, role=role, name=name.strip(), refusal_note=refusal_note[:200], signed_at=at
    )
    body = {"page": number, "page_sha256": page.sha256, "role": role, "name": made.name, "note": refusal_note}
    note(case, act="refuse_hearing_page", by=by, at=at, body=body)
    return made


def _page(hearing: Hearing, number: int, role: str, name: str) -> HearingPage:
    page = hearing.pages.filter(number=number).first()
    if page is None or not name.strip():
        raise NotFound
    if page.signatures.filter(role=role, name=name.strip()).exists():
        raise SignedPage(field="name")
    return page
