"""R18 to R21: collective discussion where article 57(2) asks for it, quorate, on the record, and followed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases import voting
from cases.rules.file import CaseFile, DiscussionFact, MemberFact
from cases.rules.notice import notice_before
from cases.rules.people import is_penalty, took_part
from cases.rules.registry import Finding, Rule
from cases.rules.review import latest_terms
from cases.rules.saying import finding, joined, plain, same, say
from cases.rules.time import latest

NEEDED = "中华人民共和国行政处罚法第五十七条第二款"
QUORUM = "集体讨论议事规则（参数，法律未定）"
REASONS = "山东省人民政府令第336号第五十条第三项；重大行政决策程序暂行条例第三十条"
DISSENT = "重大行政决策程序暂行条例第三十条"
SECOND = 2
DECIDES = {"penalise": "penalise", "change": "penalise", "no_penalty": "no_penalty"}


def discussion_required(file: CaseFile) -> str:
    """Return why the leadership must discuss the case before the decision, or "" (行政处罚法第五十七条第二款).

    Of a departure from the benchmark too, which the main head may approve instead.
    """
    why = _must(file)
    if not why and file.legal.discuss_departures and departs_from_benchmark(file):
        return say(_("the penalty departs from the benchmark, and the main head did not approve it"), {})
    return why


def _must(file: CaseFile) -> str:
    """Return why nothing takes the place of a discussion: of a departure that nobody approved R27 speaks."""
    if file.is_complex:
        return say(_("the case is complex or the violation is serious (art. 57(2))"), {})
    if file.legal.discuss_when_heard and file.heard:
        return say(_("a hearing was held, and heard cases are discussed"), {})
    if file.disputed in {"open", "discussion"}:
        return say(_("the handling unit disagrees with the legal review"), {})
    if file.extended >= SECOND:
        return say(_("the term was extended a second time"), {})
    return _by_amount(file)


def departs_from_benchmark(file: CaseFile) -> bool:
    """Return whether the fine lies outside the range in which the case was weighed, without an approval."""
    found, penalty = file.weighing, latest_terms(file)
    if found is None or found.approved_on is not None or "fine" not in penalty.kinds:
        return False
    inside = penalty.fine < found.high if found.effect == "mitigate" else found.low <= penalty.fine <= found.high
    return not inside


def _by_amount(file: CaseFile) -> str:
    limit, fine = file.legal.discuss_from_fine, latest_terms(file).fine
    if limit is not None and fine >= limit:
        return say(
            _("the fine of %(amount)s yuan is on the agency's list of discussed decisions (from %(limit)s yuan)"),
            {"amount": plain(fine), "limit": plain(limit)},
        )
    return ""


def present(talk: DiscussionFact) -> list[MemberFact]:
    """Return the members who are there."""
    return [m for m in talk.members if m.present]


def is_quorate(talk: DiscussionFact, share: tuple[int, int], fewest: int) -> bool:
    """Return whether enough members of the roster are there."""
    return voting.is_quorate(len(present(talk)), max(talk.roster_size, len(talk.members)), share, fewest)


def majority_of(talk: DiscussionFact, share: tuple[int, int] = (1, 2)) -> str:
    """Return what more than a share of those present voted for, "" for none (a tie is discussed again)."""
    here = present(talk)
    return voting.majority((m.vote for m in here), present=len(here), share=share)


def departs(talk: DiscussionFact) -> bool:
    """Return whether the conclusion is another than the majority's, or has none.

    The votes speak; what was told of the majority only where not everybody's vote is known.
    """
    here = present(talk)
    known = bool(here) and all(m.vote for m in here)
    agreed = majority_of(talk) if known else majority_of(talk) or talk.majority
    return bool(talk.conclusion) and talk.conclusion != agreed


def counting(file: CaseFile) -> DiscussionFact | None:
    """Return the last discussion that was held and did not fail, on or before the decision where there is one."""
    until = file.decision.on if file.decision else file.today
    held = [
        d for d in file.discussions
        if d.held_on is not None and d.held_on <= until and d.failed_on is None and d.conclusion
    ]  # fmt: skip
    return latest(held, lambda d: d.held_on or until)


def _key(talk: DiscussionFact) -> str:
    return f"discussion:{talk.referred_on}"


def discussed(file: CaseFile) -> Iterator[Finding]:
    """Judge R18: discussed before the decision, and after the party was heard."""
    decision = file.decision
    if decision is None or not is_penalty(file):
        return
    talk = counting(file)
    if talk is None:
        if _must(file):
            yield finding(
                "R18", _("The decision of %(on)s was made without the collective discussion that it needs."),
                article=NEEDED, blocks=True, day=decision.on, key="none", step="P13",
                remedy=_("Refer the case to the leadership; decide once it has concluded."), on=decision.on,
            )  # fmt: skip
    elif talk.held_on is not None:
        yield from _too_early(file, decision.on, talk.held_on)


def _too_early(file: CaseFile, decided: date, talked: date) -> Iterator[Finding]:
    """Find a discussion before the notice or the hearing on which the decision rests; what came later is not it."""
    heard = max((h.held_on for h in file.hearings if h.held_on is not None and h.held_on <= decided), default=None)
    notice = notice_before(file, decided)
    if notice is not None and talked < notice.served_on:
        yield finding(
            "R18", _("The case was discussed on %(held)s only, before the party was notified on %(served)s."),
            article=NEEDED, severity="yellow", day=talked, key=f"early:{talked}", step="P13",
            remedy=_("Discuss it again with the party's defence at hand."), held=talked,
            served=notice.served_on,
        )  # fmt: skip
    elif heard is not None and talked < heard:
        yield finding(
            "R18", _("The case was discussed on %(held)s only, before the hearing of %(heard)s."), article=NEEDED,
            severity="yellow", day=talked, key=f"early:{talked}", step="P13", held=talked, heard=heard,
            remedy=_("Discuss it again on the record of the hearing."),
        )  # fmt: skip


def quorate(file: CaseFile) -> Iterator[Finding]:
    """Judge R19: enough members were there, and nobody voted who was recused."""
    share, fewest = file.legal.quorum_share, file.legal.quorum_min
    for talk in file.discussions:
        if talk.held_on is None or talk.failed_on is not None or not talk.conclusion:
            continue
        if not is_quorate(talk, share, fewest):
            yield finding(
                "R19",
                _(
                    "On %(on)s %(here)s of %(roster)s members were present;"
                    " it takes %(num)s/%(den)s, at least %(least)s."
                ),
                article=QUORUM,
                blocks=talk is file.discussions[-1],
                day=talk.held_on,
                key=_key(talk),
                step="C03",
                remedy=_("Record that the meeting failed and convene it again."),
                on=talk.held_on,
                here=len(present(talk)),
                roster=max(talk.roster_size, len(talk.members)),
                num=share[0],
                den=share[1],
                least=fewest,
            )
        out = [m.person.name for m in present(talk) if m.vote and _is_recused(file, talk, m)]
        if out:
            yield finding(
                "R19", _("%(names)s voted on %(on)s although recused from the case."), article=QUORUM,
                blocks=talk is file.discussions[-1], day=talk.held_on, key=f"{_key(talk)}:recused", step="C05",
                remedy=_("Discuss it again without those who are recused."), names=joined(out), on=talk.held_on,
            )  # fmt: skip


def _is_recused(file: CaseFile, talk: DiscussionFact, member: MemberFact) -> bool:
    on = talk.held_on
    return any(
        same(who, member.person) and (who.since is None or (on is not None and who.since <= on)) for who in file.recused
    )


def followed(file: CaseFile) -> Iterator[Finding]:
    """Judge R20: who departs from the majority says why, and the decision is the one that was concluded."""
    for talk in file.discussions:
        if talk.failed_on is None and talk.held_on is not None and departs(talk):
            yield _departure(file, talk)
    talk_ = counting(file)
    decision = file.decision
    if talk_ is not None and decision is not None and differs(talk_.conclusion, decision.kind):
        yield finding(
            "R20", _("The decision of %(on)s is another than the discussion of %(held)s concluded."), article=NEEDED,
            blocks=True, day=decision.on, key="other", step="P14",
            remedy=_("Decide what was concluded, or discuss it again."), on=decision.on, held=talk_.held_on or "",
        )  # fmt: skip


def differs(conclusion: str, kind: str) -> bool:
    """Return whether a decision to penalise or not is another than what was concluded."""
    return kind in {"penalise", "no_penalty"} and DECIDES.get(conclusion, conclusion) != kind


def _departure(file: CaseFile, talk: DiscussionFact) -> Finding:
    last = talk is file.discussions[-1]
    if file.legal.discussion_mode == "majority":
        return finding(
            "R20", _("The conclusion of %(on)s is not what the majority voted for."), article=NEEDED, blocks=last,
            day=talk.held_on, key=_key(talk), step="C06", remedy=_("Conclude what the majority voted for."),
            on=talk.held_on or "",
        )  # fmt: skip
    if len("".join(talk.reasons.split())) < file.legal.reasons_min_length:
        return finding(
            "R20", _("The conclusion of %(on)s departs from the majority, and the head's reasons are not recorded."),
            article=REASONS, blocks=last, day=talk.held_on, key=_key(talk), step="C07",
            remedy=_("Record the head's reasons, at least %(least)s characters."), on=talk.held_on or "",
            least=file.legal.reasons_min_length,
        )  # fmt: skip
    return finding(
        "R20", _("The conclusion of %(on)s departs from the majority, with reasons: %(reasons)s"), article=REASONS,
        severity="notice", day=talk.held_on, key=f"{_key(talk)}:reasons", step="C07", on=talk.held_on or "",
        reasons=talk.reasons,
    )  # fmt: skip


def minutes(file: CaseFile) -> Iterator[Finding]:
    """Judge R21: everybody's opinion and signature, the head last, and no vote of those who handled the case."""
    for talk in file.discussions:
        if talk.concluded_on is None or talk.failed_on is not None:
            continue
        here = present(talk)
        silent = [m.person.name for m in here if not m.vote]
        if silent:
            yield _minutes(talk, _("No opinion is recorded of: %(names)s (discussion of %(on)s)."), "silent", silent)
        signed = any(m.signed for m in here) or any(s.code == "C08" and s.left_on for s in file.steps)
        unsaid = [m.person.name for m in here if m.vote and m.vote != talk.conclusion and not m.opinion.strip()]
        if unsaid:
            yield _minutes(talk, _("The dissent of %(names)s on %(on)s is not recorded."), "dissent", unsaid)
        unsigned = [m.person.name for m in here if not m.signed]
        if unsigned and (signed or file.decision is not None):
            yield _minutes(talk, _("The minutes of %(on)s are not signed by: %(names)s."), "unsigned", unsigned)
        voted = [
            m.person.name for m in here
            if m.vote and (took_part(file, m.person) or any(same(m.person, r.reviewer) for r in file.reviews))
        ]  # fmt: skip
        if voted:
            yield _minutes(talk, _("%(names)s handled or reviewed the case and voted on %(on)s."), "voted", voted)
        if _head_before_others(here):
            heads = [m.person.name for m in here if m.is_head]
            yield _minutes(talk, _("%(names)s as head did not speak last on %(on)s."), "order", heads)


def _minutes(talk: DiscussionFact, message: str, what: str, names: list[str]) -> Finding:
    return finding(
        "R21", message, article=DISSENT, severity="yellow", day=talk.held_on, key=f"{_key(talk)}:{what}", step="C08",
        remedy=_("Complete the minutes, or explain in the file why it was so."), names=joined(names),
        on=talk.held_on or talk.referred_on,
    )  # fmt: skip


def _head_before_others(here: list[MemberFact]) -> bool:
    order = [m for m in here if m.spoke_order is not None]
    heads = [m.spoke_order or 0 for m in order if m.is_head]
    others = [m.spoke_order or 0 for m in order if not m.is_head]
    return bool(heads and others) and max(heads) < max(others)


RULES = (
    Rule(
        "R18",
        gettext_lazy("Discussed where it must be, after the party was heard"),
        NEEDED,
        discussed,
        blocks=True,
        acts=frozenset({"decide", "draw_up_decision"}),
    ),
    Rule(
        "R19",
        gettext_lazy("The discussion was quorate"),
        QUORUM,
        quorate,
        blocks=True,
        acts=frozenset({"conclude_discussion", "sign_minutes", "decide"}),
    ),
    Rule(
        "R20",
        gettext_lazy("Departing from the majority has its reasons"),
        REASONS,
        followed,
        blocks=True,
        acts=frozenset({"state_reasons", "sign_minutes", "return_discussion", "decide"}),
    ),
    Rule("R21", gettext_lazy("The minutes are complete"), DISSENT, minutes, severity="yellow"),
)
