"""Report the case, hear each member, conclude (C04 to C07)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, close_step, hold_rules, lock, note, require_open
from cases.discussions import Tied, discussion_of
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Case, Discussion, Member
from cases.settings import legal
from cases.voting import majority
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.organisation.duties.holding import require

WORDS = {"penalise": "同意拟处罚意见", "change": "变更处罚", "no_penalty": "不予处罚", "more_facts": "补充调查"}


class HeadSpeaksLast(Invalid):
    """Refuse an order of speech in which the head does not come last (末位发言)."""

    sentence = _("The head speaks last, after every other member.")
    article = "重大行政决策程序暂行条例第三十条"
    remedy = _("Give each member a place in the order of speech, the head the last.")


class SilentMember(Invalid):
    """Refuse a record in which a member who is present said nothing, or one who is absent spoke."""

    sentence = _("Every member who is present states an opinion and votes.")
    article = "重大行政决策程序暂行条例第三十条"
    remedy = _("Record the opinion and the vote of each member who is present, and of nobody else.")


class NotTied(Refusal):
    """Refuse to hear the members anew where an opinion has the majority."""

    sentence = _("An opinion has the majority: there is nothing to discuss again.")
    remedy = _("Record the conclusion.")


class ReasonsMissing(Invalid):
    """Refuse a head who departs from the majority without reasons."""

    article = "重大行政决策程序暂行条例第三十条"


class MajorityBinds(Refusal):
    """Refuse a departure where the agency's rule is the majority."""

    sentence = _("Here the majority decides: the conclusion cannot depart from it.")
    remedy = _("Record the majority's opinion as the conclusion.")


@dataclass(frozen=True)
class Statement:
    """What a member said, in which place of the order, and the vote."""

    member_id: int
    order: int
    opinion: str
    vote: str


@transaction.atomic(durable=True)
def report_case(*, case_id: int, by: Actor, at: datetime, reported: str) -> Discussion:
    """Record what the lead reported and the reviewer explained; both attend without a vote."""
    case = lock(case_id)
    discussion = discussion_of(case)
    discussion.reported = reported
    discussion.save(update_fields=["reported"])
    close_step(case, act="report_case", by=by, at=at, outcome="reported", body={"reported": reported})
    return discussion


@transaction.atomic(durable=True)
def hear_members(*, case_id: int, by: Actor, at: datetime, statements: Sequence[Statement]) -> Discussion:
    """Record each present member's opinion and vote, the head's last; a different opinion is kept as it is.

    Raises:
        SilentMember: if one is missing. HeadSpeaksLast: if the order is another.
        cases.rules.registry.RuleBroken: R04, if a recused person votes.
    """
    case = lock(case_id)
    discussion = discussion_of(case)
    votes = _take(discussion, statements)
    close_step(case, act="hear_members", by=by, at=at, outcome="heard", body={"votes": votes})
    return discussion


@transaction.atomic(durable=True)
def hear_again(*, case_id: int, by: Actor, at: datetime, statements: Sequence[Statement]) -> Discussion:
    """Record the opinions and votes anew after a tie: the members discussed again.

    Raises:
        enforcement.errors.OutOfOrder: if no conclusion is due. enforcement.errors.NotAllowed: without the duty.
        NotTied: if there is a majority; and as :func:`hear_members`.
    """
    case = lock(case_id)
    require_open(case, "conclude_discussion")
    require(by=by, duty="discuss", agency=case.agency)
    discussion = discussion_of(case)
    if majority(votes_of(discussion)):
        raise NotTied
    votes = _take(discussion, statements)
    hold_rules(case, "hear_members", at)
    note(case, act="hear_again", by=by, at=at, body={"votes": votes})
    return discussion


def is_tied(case: Case) -> bool:
    """Return whether the members of the discussion under way voted without a majority."""
    found = Discussion.objects.filter(case=case, concluded_on__isnull=True).order_by("pk").last()
    votes = votes_of(found) if found else []
    return bool(votes) and not majority(votes)


def votes_of(discussion: Discussion) -> list[str]:
    """Return the votes that the members who are present cast."""
    rows = Member.objects.filter(discussion=discussion, present=True)
    return [vote for vote in rows.values_list("vote", flat=True) if vote]


def _take(discussion: Discussion, statements: Sequence[Statement]) -> list[Mapping[str, object]]:
    """Write what each member said; return what the ledger says of the votes."""
    present = {m.pk: m for m in Member.objects.filter(discussion=discussion, present=True)}
    said = {s.member_id: s for s in statements if s.opinion.strip() and s.vote in WORDS}
    if set(said) != set(present) or len(said) != len(statements):
        raise SilentMember
    last = max(statements, key=lambda s: s.order)
    if not present[last.member_id].is_head or len({s.order for s in statements}) != len(statements):
        raise HeadSpeaksLast
    rows = Member.objects.filter(discussion=discussion)
    rows.update(spoke_order=None)  # two members never hold one place in the order, not even while it changes
    for pk, member in present.items():
        member.spoke_order, member.opinion, member.vote = said[pk].order, said[pk].opinion, said[pk].vote
    Member.objects.bulk_update(present.values(), ["spoke_order", "opinion", "vote"])
    return [{"name": present[s.member_id].name, "order": s.order, "vote": s.vote} for s in statements]


@transaction.atomic(durable=True)
def conclude_discussion(*, case_id: int, by: Actor, at: datetime, conclusion: str) -> Discussion:
    """Set the conclusion beside the majority; where they differ the head owes reasons (step C07).

    Raises:
        Tied: if no opinion has a majority. MajorityBinds: if the agency's rule leaves the head no choice.
    """
    case = lock(case_id)
    discussion = discussion_of(case)
    found = majority(votes_of(discussion))
    if not found:
        raise Tied
    if conclusion not in WORDS:
        raise Invalid(field="conclusion")
    discussion.majority, discussion.conclusion = found, conclusion
    discussion.departs = conclusion != found
    if discussion.departs and legal(case.agency, clock.day_of(at)).discussion_mode == "majority":
        raise MajorityBinds
    discussion.save(update_fields=["majority", "conclusion", "departs"])
    members = Member.objects.filter(discussion=discussion, present=True).order_by("spoke_order")
    keep_sheet(
        case=case,
        code="BJ",
        title="表决表",
        by=by,
        at=at,
        step="C06",
        rows=[*((m.name, WORDS[m.vote]) for m in members), ("多数意见", WORDS[found]), ("结论", WORDS[conclusion])],
    )
    close_step(
        case,
        act="conclude_discussion",
        by=by,
        at=at,
        outcome="departs" if discussion.departs else "agreed",
        body={"majority": found, "conclusion": conclusion},
    )
    return discussion


@transaction.atomic(durable=True)
def state_reasons(*, case_id: int, by: Actor, at: datetime, reasons: str, stated_on: date) -> Discussion:
    """Record why the head departs from the majority, as stated in the meeting.

    Raises:
        ReasonsMissing: if the reasons are shorter than the agency's least length (blanks do not count).
        cases.acting.DayAhead, cases.acting.DayTooEarly: for a day in the future or before the meeting.
    """
    case = lock(case_id)
    discussion = discussion_of(case)
    checked_day(stated_on, at=at, field="stated_on", not_before=discussion.held_on)
    least = legal(case.agency, clock.day_of(at)).reasons_min_length
    if len("".join(reasons.split())) < least:
        raise ReasonsMissing(
            _("State the reasons for departing from the majority in at least %(n)s characters.") % {"n": least},
            field="reasons",
        )
    discussion.reasons = reasons
    discussion.save(update_fields=["reasons"])
    keep_sheet(
        case=case,
        code="LY",
        title="理由记录",
        by=by,
        at=at,
        step="C07",
        rows=[("陈述日期", chinese_day(stated_on)), ("不采纳多数意见的理由", reasons)],
    )
    close_step(
        case, act="state_reasons", by=by, at=at, outcome="recorded", body={"reasons": reasons, "stated_on": stated_on}
    )
    return discussion
