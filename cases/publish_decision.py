"""Publish a decision (P17, 行政处罚法第四十八条) and withdraw it: redacted by one person, checked by another."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, note, require_open
from cases.documents.sheets import keep_sheet
from cases.models import Case, Decision, Posting, Publication, Redaction
from cases.redaction import StillPrivate, still_private
from cases.serving.channels import Channel, channels_of
from cases.serving.proposals import private_in
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.organisation.duties.holding import require


class SamePerson(Invalid):
    """Refuse a text that was redacted and checked by one person."""

    sentence = _("The text is redacted by one person and checked by another.")
    article = "山东省行政执法公示规定（两人审核）"
    remedy = _("Choose the colleague who redacted the text; you check it.")


class NotChecked(Invalid):
    """Refuse to publish without the check for secrets and for personal data."""

    sentence = _("Tick that you checked the text for secrets of the state and of business and for personal data.")
    article = "中华人民共和国行政处罚法第五十条；国办发〔2018〕118号第六项"


class NotPublished(OutOfOrder):
    """Refuse to withdraw what is not public."""

    sentence = _("This decision is not public now.")


class WithdrawalReasonMissing(Invalid):
    """Refuse to withdraw without the reason that the public reads."""

    sentence = _("Say why it is withdrawn: the reason is shown to the public.")
    article = "中华人民共和国行政处罚法第四十八条第二款"


@transaction.atomic(durable=True)
def publish_decision(
    *, case_id: int, by: Actor, at: datetime, redaction_id: int, secrecy_checked: bool = False
) -> Publication:
    """Publish the text that another person redacted, on the channels whose rules show it.

    Raises:
        SamePerson: if the redactor is the checker. NotChecked: on its field. StillPrivate: for a text that says too
        much. cases.rules.registry.RuleBroken: R24.
    """
    case = lock(case_id)
    step = require_open(case, "publish_decision")
    draft = Redaction.objects.filter(case=case, pk=redaction_id).first()
    if draft is None or draft.by_id == by.person_id:
        raise SamePerson(field="redaction_id")
    whole = f"{draft.party_shown}\n{draft.text}"
    if still_private(whole, case) or private_in(whole, case):
        raise StillPrivate
    if not secrecy_checked:
        raise NotChecked(field="secrecy_checked")
    decision = Decision.objects.get(case=case)
    channels = channels_of(case, decision, clock.day_of(at))
    made = _keep(case, draft, channels, by, at)
    keep_sheet(
        case=case, code="GS", by=by, at=at, step=step.node.code, number=decision.number,
        rows=[
            ("公开内容", draft.text), ("公开理由", decision.publish_reason),
            ("公开渠道", "；".join(f"{c.title}{'' if c.shown else f'不公示（{c.reason}）'}" for c in channels)),
            ("脱敏人员", draft.by_name), ("审核人员", f"{by.name}（已作保密审查和个人信息审查）"),
            ("校 验 值", draft.sha256),
        ],
    )  # fmt: skip
    close_step(
        case, act="publish_decision", by=by, at=at, outcome="published", people=alone(by, "publish"),
        body={"sha256": made.sha256, "redacted_by": draft.by_id, "checked_by": by.person_id,
              "channels": [c.code for c in channels if c.shown]},
    )  # fmt: skip
    return made


def _keep(case: Case, draft: Redaction, channels: list[Channel], by: Actor, at: datetime) -> Publication:
    shown = [c for c in channels if c.shown]
    ends = [c.until_on for c in shown]
    made = Publication.objects.create(
        case=case, published_on=clock.day_of(at), party_shown=draft.party_shown, text=draft.text,
        redacted_by=draft.by_name, checked_by=by.name, sha256=draft.sha256, secrecy_checked=True,
        shown_until=max(e for e in ends if e) if ends and all(ends) else None,
    )  # fmt: skip
    Posting.objects.bulk_create(
        Posting(publication=made, channel=c.code, title=c.title, basis=c.basis, due_on=c.due_on, until_on=c.until_on)
        for c in shown
    )
    return made


@transaction.atomic(durable=True)
def withdraw_publication(*, case_id: int, by: Actor, at: datetime, reason: str) -> Publication:
    """Withdraw a published decision that was changed, annulled or found unlawful, with the reason in public.

    Raises:
        NotAllowed: without the duty of publication. NotPublished: if it is not public.
        WithdrawalReasonMissing: on its field. StillPrivate: on it too, for a reason that gives private facts away.
    """
    case = lock(case_id, after_archive=True)
    require(by=by, duty="publish", agency=case.agency)
    found = Publication.objects.filter(case=case, withdrawn_on__isnull=True).first()
    if found is None:
        raise NotPublished
    if not reason.strip():
        raise WithdrawalReasonMissing(field="reason")
    if still_private(reason, case) or private_in(reason, case):
        raise StillPrivate("reason")
    found.withdrawn_on, found.withdrawal_reason = clock.day_of(at), reason[:200]
    found.save(update_fields=["withdrawn_on", "withdrawal_reason"])
    keep_sheet(
        case=case, code="CH", by=by, at=at, rows=[("撤回理由", reason), ("原公开内容摘要", found.sha256)],
    )  # fmt: skip
    note(case, act="withdraw_publication", by=by, at=at, body={"reason": reason, "sha256": found.sha256})
    return found
