"""Convene the members: roster, roll call, quorum (C03, C10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, close_step, lock, require_open
from cases.asking import rule_of
from cases.discussions import discussion_of
from cases.documents.sheets import keep_sheet
from cases.models import Case, Discussion, Member
from cases.rules.file import Person as Named
from cases.rules.loading import load
from cases.rules.saying import same
from cases.settings import legal
from cases.voting import is_quorate
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.duties.holding import holders
from enforcement.organisation.models import Person, Post

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


def roster(case: Case) -> list[Seat]:
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
        HeadAbsent: if no leader presides over a quorate meeting. HeadPresides: if somebody stands in for a head who is
        there. RecusedMember: if a recused person sits.
        cases.acting.DayAhead, cases.acting.DayTooEarly: for a day in the future or before the case was referred.
    """
    case = lock(case_id)
    step = require_open(case, "convene")
    discussion = discussion_of(case)
    checked_day(held_on, at=at, field="held_on", not_before=discussion.failed_on or discussion.referred_on)
    members = roster(case)
    here = {person.pk: post for person, post in members if person.pk in present_ids}
    _nobody_recused(case, members, here, at)
    quorate = _is_quorate(case, step, len(here), len(members), at)
    if quorate:
        _presided(here, head_id)
    _write_roll(discussion, members, here, head_id)
    discussion.roster_size, discussion.recorder_name = len(members), recorder
    discussion.held_on, discussion.failed_on = (held_on, None) if quorate else (None, held_on)
    discussion.save(update_fields=["roster_size", "recorder_name", "held_on", "failed_on"])
    keep_sheet(
        case=case, code="QD" if quorate else "LH", title="签到表" if quorate else "流会记录", by=by, at=at,
        step="C03" if quorate else "C10",
        rows=[
            ("会议日期", held_on.isoformat()), ("应到", str(len(members))), ("实到", str(len(here))),
            ("到会人员", "、".join(person.name for person, _post in members if person.pk in here)),
        ],
    )  # fmt: skip
    close_step(
        case, act="convene", by=by, at=at, outcome="quorate" if quorate else "not_quorate",
        body={"held_on": held_on, "present": len(here), "roster": len(members)},
    )  # fmt: skip
    return discussion


def _nobody_recused(case: Case, members: Sequence[Seat], here: Mapping[int, Post | None], at: datetime) -> None:
    recused = load(case, today=clock.day_of(at)).recused
    for person, _post in members:
        if person.pk in here and any(same(Named(person.name, person.pk), who) for who in recused):
            raise RecusedMember(_("%(name)s was recused from this case.") % {"name": person.name}, field="present_ids")


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
