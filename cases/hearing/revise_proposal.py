"""Change the proposal before a new notice: never heavier because the party spoke (行政处罚法第四十五条第二款)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.documents.sheets import keep_sheet
from cases.models import Case, Notice, Proposal
from cases.rules.notice import heavier
from cases.rules.reading import terms_of
from cases.terms import say, with_amounts
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.organisation.duties.holding import require


class NotYetNotified(Refusal):
    """Refuse to revise before the party heard of anything: the proposal is then still with the head."""

    sentence = _("The party was not notified of anything yet: there is nothing to notify again.")


class NothingChanged(Invalid):
    """Refuse a revision that changes nothing."""

    sentence = _("Facts, basis and penalty are as they were notified: change what is different now.")


class HeavierForSpeaking(Refusal):
    """Refuse a heavier penalty where nothing but the party's words came between."""

    sentence = _("The party spoke in its defence: the penalty may not become heavier because of it.")
    article = "中华人民共和国行政处罚法第四十五条第二款"
    remedy = _("A heavier penalty needs new evidence, taken after the notice: record that inquiry first.")


class WhyMissing(Invalid):
    """Refuse to revise without saying why."""

    sentence = _("Say what changed and why the party is notified again.")


@transaction.atomic(durable=True)
def revise_proposal(
    *, case_id: int, by: Actor, at: datetime, fine: Decimal, confiscation: Decimal, kinds: Iterable[str], facts: str,
    legal_basis: str, reason: str, other: str = "", discretion: str = "",
) -> Proposal:  # fmt: skip
    """Approve changed facts, basis or penalty, which the next notice then tells (行政处罚法第四十四、六十二条).

    Raises:
        NotAllowed: without the duty of head. NotYetNotified, NothingChanged, WhyMissing, HeavierForSpeaking.
    """
    case = lock(case_id)
    step = require_open(case, "notify_party")
    require(by=by, duty="decide", agency=case.agency)
    told = case.notices.last()
    if told is None:
        raise NotYetNotified
    if not reason.strip():
        raise WhyMissing(field="reason")
    made = Proposal(
        case=case, made_on=clock.day_of(at), author=by.name, fine=fine, confiscation=confiscation,
        kinds=with_amounts(kinds, fine, confiscation), other=other, facts=facts, legal_basis=legal_basis,
        discretion=discretion,
    )  # fmt: skip
    _check(case, told, made)
    made.save()
    keep_sheet(
        case=case, code="NC", by=by, at=at, step=step.node.code,
        rows=[
            ("变更后的处罚", "；".join(say(made))), ("事实与证据", facts), ("依　　据", legal_basis),
            ("变更理由", reason),
        ],
    )  # fmt: skip
    body = {"proposal": made.pk, "fine": fine, "confiscation": confiscation, "kinds": made.kinds, "reason": reason}
    note(case, act="revise_proposal", by=by, at=at, body=body)
    return made


def _check(case: Case, told: Notice, made: Proposal) -> None:
    if all(getattr(told, name) == getattr(made, name) for name in ("facts", "legal_basis", "other")) and (
        terms_of(told) == terms_of(made)
    ):
        raise NothingChanged(field="facts")
    spoke = told.defences.exclude(text="").exists()
    later = case.inquiries.filter(held_on__gte=told.served_on, usable=True).exists()
    if spoke and not later and heavier(terms_of(made), terms_of(told)):
        raise HeavierForSpeaking(field="fine")
