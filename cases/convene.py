"""Convene the members: roster, roll call, quorum (C03, C10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import close_step, lock
from cases.discussions import discussion_of, is_quorate
from cases.documents.sheets import keep_sheet
from cases.models import Case, Discussion, Member
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.duties.holding import holders
from enforcement.organisation.models import Person, Post


class HeadAbsent(Invalid):
    """Refuse a meeting without the head of the agency or whoever stands in."""

    sentence = _("The head of the agency, or the leader who stands in, must preside.")
    article = "中华人民共和国行政处罚法第五十七条第二款"


def roster(case: Case) -> list[tuple[Person, Post | None]]:
    """Return the members of the agency's discussion with their posts, the head last."""
    people = list(holders(duty="discuss", agency=case.agency))
    posts = {p.person_id: p for p in Post.objects.filter(person__in=people, agency=case.agency, to_on__isnull=True)}
    found = [(person, posts.get(person.pk)) for person in people]
    return sorted(found, key=lambda pair: (bool(pair[1] and pair[1].is_head), pair[0].pk))


@transaction.atomic(durable=True)
def convene(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    held_on: date,
    present_ids: Sequence[int],
    head_id: int,
    recorder: str = "",
) -> Discussion:
    """Call the roll; without a quorum the meeting fails (流会) and nothing may rest on it.

    Raises:
        HeadAbsent: if the one who presides is not present.
        cases.rules.registry.RuleBroken: R19, if a recused person sits.
    """
    case = lock(case_id)
    discussion = discussion_of(case)
    if head_id not in present_ids:
        raise HeadAbsent(field="present_ids")
    members = roster(case)
    Member.objects.filter(discussion=discussion).delete()
    Member.objects.bulk_create(
        Member(
            discussion=discussion,
            person=person,
            name=person.name,
            post=post.title if post else "",
            is_head=person.pk == head_id,
            present=person.pk in present_ids,
        )
        for person, post in members
    )
    present = sum(person.pk in present_ids for person, _post in members)
    rules = legal(case.agency, clock.day_of(at))
    quorate = is_quorate(present, len(members), rules.quorum_share, rules.quorum_min)
    discussion.roster_size, discussion.recorder_name = len(members), recorder
    discussion.held_on, discussion.failed_on = (held_on, None) if quorate else (None, held_on)
    discussion.save(update_fields=["roster_size", "recorder_name", "held_on", "failed_on"])
    keep_sheet(
        case=case,
        code="QD" if quorate else "LH",
        title="签到表" if quorate else "流会记录",
        by=by,
        at=at,
        step="C03" if quorate else "C10",
        rows=[
            ("会议日期", held_on.isoformat()),
            ("应到", str(len(members))),
            ("实到", str(present)),
            ("到会人员", "、".join(person.name for person, _post in members if person.pk in present_ids)),
        ],
    )
    close_step(
        case,
        act="convene",
        by=by,
        at=at,
        outcome="quorate" if quorate else "not_quorate",
        body={"held_on": held_on, "present": present, "roster": len(members)},
    )
    return discussion


@transaction.atomic(durable=True)
def reconvene(*, case_id: int, by: Actor, at: datetime, note: str) -> Discussion:
    """Call a meeting again after one without a quorum (C10)."""
    case = lock(case_id)
    discussion = discussion_of(case)
    close_step(case, act="reconvene", by=by, at=at, outcome="reconvened", body={"note": note})
    return discussion
