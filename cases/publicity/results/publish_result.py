"""Publish a result that another person wrote, and withdraw it (国办发〔2018〕118号第六项)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.publicity.results.models import ShownResult
from cases.publicity.results.wording import fingerprint_of, full_name, stop_private
from cases.publish_decision import NotChecked, NotPublished, WithdrawalReasonMissing
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holds


class NotDraft(OutOfOrder):
    """Refuse to check what does not wait for it."""

    sentence = _("This result does not wait to be checked.")


class OwnText(NotAllowed):
    """Refuse whoever wrote the text."""

    sentence = _("You wrote this text: another person checks and publishes it.")
    article = "山东省行政执法公示规定（两人审核）"
    remedy = _("Ask a colleague with the duty of publication, or the head of the agency.")


@transaction.atomic(durable=True)
def publish_result(*, result_id: int, by: Actor, at: datetime, secrecy_checked: bool = False) -> ShownResult:
    """Publish the text that another person wrote.

    Raises:
        NotFound, NotAllowed. NotDraft, OwnText: as named. NotChecked: on its field. PrivateFacts: if one is left.
    """
    one = _held(result_id, by)
    if one.published_on or one.withheld_on:
        raise NotDraft
    if by.person_id is None or by.person_id == one.writer_id:
        raise OwnText
    if not secrecy_checked:
        raise NotChecked(field="secrecy_checked")
    stop_private(f"{one.object_shown}\n{one.matter}\n{one.result}", full_name(one), "secrecy_checked")
    one.published_on, one.checked_by_name, one.sha256 = clock.day_of(at), by.name, fingerprint_of(one)
    one.save(update_fields=["published_on", "checked_by_name", "sha256"])
    append(
        series=one.series, by=by, at=at, verb="shown_result.publish",
        body={"number": one.number, "sha256": one.sha256, "written_by": one.writer_id, "checked_by": by.person_id},
    )  # fmt: skip
    return one


@transaction.atomic(durable=True)
def withdraw_result(*, result_id: int, by: Actor, at: datetime, reason: str) -> ShownResult:
    """Withdraw a published result that was changed, annulled or found unlawful; the public reads the reason alone.

    Raises:
        NotFound, NotAllowed. NotPublished: if it is not public. WithdrawalReasonMissing, PrivateFacts: on its field.
    """
    one = _held(result_id, by)
    if one.published_on is None or one.withdrawn_on is not None:
        raise NotPublished
    if not reason.strip():
        raise WithdrawalReasonMissing(field="reason")
    stop_private(reason, full_name(one), "reason")
    one.withdrawn_on, one.withdrawal_reason = clock.day_of(at), reason.strip()[:200]
    one.save(update_fields=["withdrawn_on", "withdrawal_reason"])
    append(
        series=one.series, by=by, at=at, verb="shown_result.withdraw",
        body={"number": one.number, "reason": one.withdrawal_reason, "sha256": one.sha256},
    )  # fmt: skip
    return one


def _held(result_id: int, by: Actor) -> ShownResult:
    one = ShownResult.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=result_id).first()
    if one is None:
        raise NotFound
    if not any(holds(person_id=by.person_id, duty=duty, agency=one.agency) for duty in ("publish", "decide")):
        raise NotAllowed
    return one
