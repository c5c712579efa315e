"""Sign the minutes, each member with their own sign-in, and return the conclusion (C08, C09)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import close_step, lock, note, require_open
from cases.discussions import OUTCOME_OF_VOTE, discussion_of
from cases.documents.layout import chinese_day, chinese_moment
from cases.documents.sheets import keep_sheet
from cases.hear_members import WORDS
from cases.models import Case, Discussion, Member
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, Refusal


class NotAMember(NotAllowed):
    """Refuse a signature of somebody who did not sit in the meeting."""

    sentence = _("Only members who were present sign the minutes.")


class SignedAlready(Refusal):
    """Refuse a second signature."""

    sentence = _("You have signed these minutes already.")


@transaction.atomic(durable=True)
def sign_minutes(*, case_id: int, by: Actor, at: datetime) -> Discussion:
    """Sign as one of the members; the last signature leaves the step.

    Raises:
        NotAMember: for anyone else. SignedAlready: for a second time.
    """
    case = lock(case_id)
    require_open(case, "sign_minutes")
    discussion = discussion_of(case)
    member = Member.objects.filter(discussion=discussion, present=True, person_id=by.person_id or 0).first()
    if member is None:
        raise NotAMember
    if member.signed_at is not None:
        raise SignedAlready
    member.signed_at = at
    member.save(update_fields=["signed_at"])
    waiting = Member.objects.filter(discussion=discussion, present=True, signed_at__isnull=True).count()
    body = {"member": member.name, "waiting": waiting}
    if waiting:
        note(case, act="sign_minutes_member", by=by, at=at, body=body)
    else:
        keep_minutes(case, discussion, by=by, at=at)
        close_step(case, act="sign_minutes", by=by, at=at, outcome="signed", body=body)
    return discussion


@transaction.atomic(durable=True)
def return_discussion(*, case_id: int, by: Actor, at: datetime) -> Discussion:
    """Return the conclusion to the case: the decision follows it."""
    case = lock(case_id)
    discussion = discussion_of(case)
    discussion.concluded_on = clock.day_of(at)
    discussion.save(update_fields=["concluded_on"])
    outcome = OUTCOME_OF_VOTE[discussion.conclusion]
    close_step(
        case,
        act="return_discussion",
        by=by,
        at=at,
        outcome=outcome,
        facts={"discussed": True},
        events={"discussed": discussion.concluded_on},
        body={"conclusion": discussion.conclusion, "reasons": discussion.reasons},
    )
    return discussion


def keep_minutes(case: Case, discussion: Discussion, *, by: Actor, at: datetime) -> None:
    """Write the minutes with every opinion as it was given, dissent too, and each member's signature."""
    members = list(Member.objects.filter(discussion=discussion, present=True).order_by("spoke_order"))
    keep_sheet(
        case=case,
        code="TL",
        by=by,
        at=at,
        step="C08",
        rows=[
            ("会议日期", chinese_day(discussion.held_on) if discussion.held_on else ""),
            ("应到／实到", f"{discussion.roster_size}／{len(members)}"),
            ("列席人员（无表决权）", discussion.attending or "无"),
            ("汇报", discussion.reported),
            *((f"{m.spoke_order}. {m.name}", f"{m.opinion}（{WORDS[m.vote]}）") for m in members),
            ("多数意见", WORDS[discussion.majority]),
            ("结论", WORDS[discussion.conclusion]),
            *([("首长理由", discussion.reasons)] if discussion.departs else []),
            (
                "签字",
                "、".join(f"{m.name}（{chinese_moment(m.signed_at)}）" for m in members if m.signed_at),
            ),
        ],
    )
