"""Convene the members: roster, roll call, quorum (C03, C10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, close_step, lock, require_open
from cases.asking import rule_of
from cases.discussions import discussion_of
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Case, Discussion, Member
from cases.rules.file import CaseFile
from cases.rules.file import Person as Named
from cases.rules.loading import load
from cases.rules.people import took_part
from cases.rules.saying import same
from cases.settings import legal
from cases.voting import is_quorate
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.duties.holding import holders
from enforcement.organisation.models import Agency, Person, Post

Seat = tuple[Person, Post | None]


class HeadAbsent(Invalid):
    """Refuse a meeting without the head of the agency or whoever stands in."""

    sentence = _("The head of the agency, or the leader who stands in, must preside.")
    article = "中华人民共和国行政处罚法第五十七条第二款"
    remedy = _("Name one of the leaders who are present, or convene again when one can come.")


class HeadPresides(Invalid):
    """Refuse that somebody stands in for a head who is present."""

    sentence = _("The head of the agency is present and presides: nobody stands in.")
    article = "中华人民共和国行政处罚法第五十七条第二款"
    remedy = _("Name the head as the one who presides.")


class RecusedMember(Invalid):
    """Refuse that somebody sits who was recused from the case."""

    article = "中华人民共和国行政处罚法第四十三条"
    remedy = _("Let this member leave before the discussion begins.")


class HandlerSits(Invalid):
    """Refuse that somebody votes who handled or reviewed the case: they report, and attend without a vote."""

    article = "集体讨论议事规则（承办人、审核人列席，不参加表决）"
    remedy = _("Note this person among those who attend without a vote.")


def seats_of(agency: Agency) -> list[Seat]:
    """Return the members of an agency's discussions with their posts, the head last."""
    people = list(holders(duty="discuss", agency=agency))
    posts = {p.person_id: p for p in Post.objects.filter(person__in=people, agency=agency, to_on__isnull=True)}
    found = [(person, posts.get(person.pk)) for person in people]
    return sorted(found, key=lambda pair: (bool(pair[1] and pair[1].is_head), pair[0].pk))


def roster(case: Case) -> list[Seat]:
    """Return the members of the discussion of a case."""
    return seats_of(case.agency)


def kept_out(case: Case, at: datetime) -> set[int]:
    """Return the ids of members who do not sit for this case: recused, or they handled or reviewed it."""
    file = load(case, today=clock.day_of(at))
    return {person.pk for person, _post in roster(case) if _why_out(file, person) is not None}


def _why_out(file: CaseFile, person: Person) -> type[Invalid] | None:
    who = Named(person.name, person.pk)
    if any(same(who, one) for one in file.recused):
        return RecusedMember
    handled = took_part(file, who) is not None or any(same(who, r.reviewer) for r in file.reviews)
    return HandlerSits if handled else None


@transaction.atomic(durable=True)
def convene(
    *, case_id: int, by: Actor, at: datetime, held_on: date, present_ids: Sequence[int], head_id: int,
    recorder: str = "", attending: str = "",
) -> Discussion:  # fmt: skip
    """Call the roll; without a quorum the meeting fails (流会) and nothing may rest on it.

    ``attending`` names those who attend without a vote: lead officers, reviewers.

    Raises:
        HeadAbsent: if no leader presides over a quorate meeting. HeadPresides: if somebody stands in for a head who is
        there. RecusedMember, HandlerSits: if somebody sits who may not.
        cases.acting.DayAhead, cases.acting.DayTooEarly: for a day in the future or before the case was referred.
    """
    case = lock(case_id)
    return call_roll(
        case, by=by, at=at, held_on=held_on, present_ids=present_ids, head_id=head_id, recorder=recorder,
        attending=attending,
    )  # fmt: skip


def call_roll(
    case: Case, *, by: Actor, at: datetime, held_on: date, present_ids: Sequence[int], head_id: int, recorder: str,
    attending: str,
) -> Discussion:  # fmt: skip
    """Call the roll for one case, in the transaction of the act; raises as :func:`convene`."""
    step = require_open(case, "convene")
    discussion = discussion_of(case)
    checked_day(held_on, at=at, field="held_on", not_before=discussion.failed_on or discussion.referred_on)
    members = _voters(case, present_ids, at)
    here = {person.pk: post for person, post in members if person.pk in present_ids}
    quorate = _is_quorate(case, step, len(here), len(members), at)
    if quorate:
        _presided(here, head_id)
    _write_roll(discussion, members, here, head_id)
    discussion.roster_size, discussion.recorder_name, discussion.attending = len(members), recorder, attending
    discussion.held_on, discussion.failed_on = (held_on, None) if quorate else (None, held_on)
    discussion.save(update_fields=["roster_size", "recorder_name", "attending", "held_on", "failed_on"])
    keep_sheet(
        case=case, code="QD" if quorate else "LH", title="签到表" if quorate else "流会记录", by=by, at=at,
        step="C03" if quorate else "C10",
        rows=[
            ("会议日期", chinese_day(held_on)), ("应到", str(len(members))), ("实到", str(len(here))),
            ("到会人员", "、".join(person.name for person, _post in members if person.pk in here)),
            ("列席人员（无表决权）", attending or "无"),
        ],
    )  # fmt: skip
    close_step(
        case, act="convene", by=by, at=at, outcome="quorate" if quorate else "not_quorate",
        body={"held_on": held_on, "present": len(here), "roster": len(members), "attending": attending},
    )  # fmt: skip
    return discussion


def _voters(case: Case, present_ids: Sequence[int], at: datetime) -> list[Seat]:
    """Return who ought to be there: handlers and reviewers never count, the recused only if the setting says so."""
    file = load(case, today=clock.day_of(at))
    found = []
    for person, post in roster(case):
        why = _why_out(file, person)
        if why is not None and person.pk in present_ids:
            said = (
                _("%(name)s was recused from this case.") if why is RecusedMember
                else _("%(name)s handled or reviewed this case and does not vote.")
            )  # fmt: skip
            raise why(said % {"name": person.name}, field="present_ids")
        if why is None or (why is RecusedMember and file.legal.quorum_counts_recused):
            found.append((person, post))
    return found


def _is_quorate(case: Case, step: StepRecord, present: int, members: int, at: datetime) -> bool:
    """Return whether enough are there, by the agency's setting and by the published chart: the stricter counts."""
    rules = legal(case.agency, clock.day_of(at))
    asked = [(rules.quorum_share, rules.quorum_min)] + [
        ((int(g.param("num")), int(g.param("den"))), int(g.param("min", "1")))
        for g in rule_of(step).guards if g.type == "quorum"
    ]  # fmt: skip
    return all(is_quorate(present, members, share, least) for share, least in asked)


def _presided(here: Mapping[int, Post | None], head_id: int) -> None:
    post = here.get(head_id)
    if post is None or not (post.is_head or post.is_leader):
        raise HeadAbsent(field="head_id")
    if not post.is_head and any(other and other.is_head for other in here.values()):
        raise HeadPresides(field="head_id")


def _write_roll(discussion: Discussion, members: Sequence[Seat], here: Mapping[int, Post | None], head_id: int) -> None:
    Member.objects.filter(discussion=discussion).delete()
    Member.objects.bulk_create(
        Member(
            discussion=discussion, person=person, name=person.name, post=post.title if post else "",
            is_head=person.pk == head_id, present=person.pk in here,
        )
        for person, post in members
    )  # fmt: skip


@transaction.atomic(durable=True)
def reconvene(*, case_id: int, by: Actor, at: datetime, note: str) -> Discussion:
    """Call a meeting again after one without a quorum (C10)."""
    case = lock(case_id)
    discussion = discussion_of(case)
    close_step(case, act="reconvene", by=by, at=at, outcome="reconvened", body={"note": note})
    return discussion
