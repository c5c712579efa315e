"""Publish a decision (P17, 行政处罚法第四十八条) and withdraw it: redacted by one person, checked by another."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, note, require_open
from cases.documents.sheets import keep_sheet
from cases.models import Decision, Publication
from cases.redaction import still_private
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.organisation.duties.holding import holds, require
from enforcement.organisation.models import Person


class SamePerson(Invalid):
    """Refuse a text that was redacted and checked by one person."""

    sentence = _("The text is redacted by one person and checked by another.")
    article = "山东省行政执法公示规定（两人审核）"
    remedy = _("Choose the colleague who redacted the text; you check it.")


class StillPrivate(Invalid):
    """Refuse a text that gives private facts away."""

    article = "中华人民共和国行政处罚法第五十条"
    remedy = _("Take it out of the text, then publish.")

    def __init__(self) -> None:
        super().__init__(
            _("The text still holds a full name, an identity number, a telephone or an account number."), field="text"
        )


class NotPublished(OutOfOrder):
    """Refuse to withdraw what is not public."""

    sentence = _("This decision is not public now.")


class WithdrawalReasonMissing(Invalid):
    """Refuse to withdraw without the reason that the public reads."""

    sentence = _("Say why it is withdrawn: the reason is shown to the public.")
    article = "中华人民共和国行政处罚法第四十八条第二款"


@transaction.atomic(durable=True)
def publish_decision(
    *, case_id: int, by: Actor, at: datetime, redacted_by_id: int, party_shown: str, text: str
) -> Publication:
    """Publish the redacted text; the one who publishes is the one who checked it.

    Raises:
        SamePerson: if the redactor is the checker or nobody who may be. StillPrivate: for a text that says too much.
    """
    case = lock(case_id)
    step = require_open(case, "publish_decision")
    redactor = Person.objects.filter(pk=redacted_by_id).first()
    may = redactor is not None and any(
        holds(person_id=redactor.pk, duty=duty, agency=case.agency) for duty in ("publish", "handle")
    )
    if redactor is None or not may or redactor.pk == by.person_id:
        raise SamePerson(field="redacted_by_id")
    if still_private(f"{party_shown}\n{text}", case):
        raise StillPrivate
    decision = Decision.objects.get(case=case)
    made = Publication.objects.create(
        case=case, published_on=clock.day_of(at), party_shown=party_shown, text=text, redacted_by=redactor.name,
        checked_by=by.name, sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    keep_sheet(
        case=case, code="GS", by=by, at=at, step=step.node.code, number=decision.number,
        rows=[
            ("公开内容", text), ("公开理由", decision.publish_reason), ("脱敏人员", redactor.name),
            ("审核人员", by.name),
        ],
    )  # fmt: skip
    close_step(
        case, act="publish_decision", by=by, at=at, outcome="published", people=alone(by, "publish"),
        body={"sha256": made.sha256, "redacted_by": redactor.pk, "checked_by": by.person_id},
    )  # fmt: skip
    return made


@transaction.atomic(durable=True)
def withdraw_publication(*, case_id: int, by: Actor, at: datetime, reason: str) -> Publication:
    """Withdraw a published decision that was changed, annulled or found unlawful, with the reason in public.

    Raises:
        NotAllowed: without the duty of publication. NotPublished: if it is not public.
        WithdrawalReasonMissing: on its field.
    """
    case = lock(case_id)
    require(by=by, duty="publish", agency=case.agency)
    found = Publication.objects.filter(case=case, withdrawn_on__isnull=True).first()
    if found is None:
        raise NotPublished
    if not reason.strip():
        raise WithdrawalReasonMissing(field="reason")
    found.withdrawn_on, found.withdrawal_reason = clock.day_of(at), reason[:200]
    found.save(update_fields=["withdrawn_on", "withdrawal_reason"])
    keep_sheet(
        case=case, code="CH", by=by, at=at, rows=[("撤回理由", reason), ("原公开内容摘要", found.sha256)],
    )  # fmt: skip
    note(case, act="withdraw_publication", by=by, at=at, body={"reason": reason, "sha256": found.sha256})
    return found
