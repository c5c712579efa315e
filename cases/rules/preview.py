"""Tell people before they try: who may be named, and whether an act would hold, judged by the same rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from cases.rules.file import (
    AssignmentFact,
    CaseFile,
    CheckFact,
    DecisionFact,
    DiscussionFact,
    HearingFact,
    InquiryFact,
    MemberFact,
    NoticeFact,
    Officer,
    Person,
    ReviewFact,
    Terms,
)
from cases.rules.people import ENOUGH, took_part
from cases.rules.registry import RULES, Finding, audit
from cases.rules.saying import same
from cases.rules.time import defence_until


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who might be named. ``officer`` is the credential's standing that day, where the act needs one."""

    name: str
    person_id: int | None = None
    officer: Officer | None = None
    certificate: str = ""
    qualification: str = ""
    first_time: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether somebody may be named, and if not, the sentence, article and remedy of the rule."""

    candidate: Candidate | None
    ok: bool
    sentence: str = ""
    article: str = ""
    remedy: str = ""
    rule: str = ""


def preview(
    file: CaseFile,
    act: str,
    *,
    people: Iterable[Candidate] = (),
    on: date | None = None,
    terms: Terms | None = None,
    kind: str = "penalise",
    hearing_right: bool = False,
) -> list[Verdict]:
    """Return a verdict on each person for an act that names one, else one verdict for each rule the act would break.

    Acts that name people: ``assign``, ``record_inquiry``, ``check_case``, ``review``, ``designate_chair``,
    ``designate_recorder``, ``hear_members``. Acts with terms and a day: ``notify_party``, ``decide``. An act of
    neither kind is judged on the file as it stands.
    """
    day = on or file.today
    if act in NAMING:
        return [_verdict(file, NAMING[act](file, who, day), act, who) for who in people]
    if act == "decide":
        file = replace(file, decision=DecisionFact(kind=kind, on=day, terms=terms or _last_terms(file)))
    elif act == "notify_party" and terms is not None:
        until = defence_until(day, file.legal, file.calendar)
        notice = NoticeFact(served_on=day, defence_until=until, hearing_right=hearing_right, terms=terms)
        broken = audit(replace(file, notices=(*file.notices, notice)), ["R11"])
        return [_said(f, None) for f in broken if f.blocks]
    return [_said(f, None) for f in _blocking(file, act)]


def group(file: CaseFile, act: str, people: Iterable[Candidate], on: date | None = None) -> list[Verdict]:
    """Return a verdict for each rule that these officers together would break (too few with valid credentials)."""
    day = on or file.today
    officers = tuple(c.officer for c in people if c.officer is not None)
    if act == "assign":
        parts = tuple(AssignmentFact(o, "lead" if i == 0 else "co", day) for i, o in enumerate(officers))
        after = replace(file, assignments=parts)
    else:
        after = replace(file, inquiries=(*file.inquiries, InquiryFact("interview", day, officers, id=-1)))
    return [_said(f, None) for f in _news(file, after, "record_inquiry" if act != "assign" else act)]


def enough(people: Iterable[Candidate]) -> bool:
    """Return whether two of these people hold a credential that is valid that day."""
    return sum(c.officer is not None and c.officer.valid for c in people) >= ENOUGH


def _last_terms(file: CaseFile) -> Terms:
    return file.notices[-1].terms if file.notices else Terms()


def _blocking(file: CaseFile, act: str) -> list[Finding]:
    bound = [code for code, rule in RULES.items() if act in rule.acts]
    return [f for f in audit(file, bound) if f.blocks]


def _news(before: CaseFile, after: CaseFile, act: str) -> list[Finding]:
    known = {(f.rule, f.key) for f in _blocking(before, act)}
    return [f for f in _blocking(after, act) if (f.rule, f.key) not in known]


def _verdict(before: CaseFile, after: CaseFile, act: str, who: Candidate) -> Verdict:
    bound = {"designate_recorder": "designate_chair"}.get(act, act)
    news = [f for f in _news(before, after, bound) if f.rule != "R01"]
    voter = act == "hear_members" and _handled(before, who)
    if voter and not news:
        late = [f for f in audit(after, ["R21"]) if f.key.endswith(":voted")]
        return _said(late[0], who) if late else Verdict(who, ok=True)
    return _said(news[0], who) if news else Verdict(who, ok=True)


def _handled(file: CaseFile, who: Candidate) -> bool:
    person = _person(who)
    return took_part(file, person) is not None or any(same(person, r.reviewer) for r in file.reviews)


def _said(found: Finding, who: Candidate | None) -> Verdict:
    return Verdict(who, ok=False, sentence=found.sentence, article=found.article, remedy=found.remedy, rule=found.rule)


def _person(who: Candidate) -> Person:
    return Person(who.name, who.person_id)


def _officer(who: Candidate) -> Officer:
    return who.officer or Officer(who.name, who.person_id, fault="none")


def _assigned(file: CaseFile, who: Candidate, on: date) -> CaseFile:
    return replace(file, assignments=(*file.assignments, AssignmentFact(_officer(who), "co", on)))


def _inquired(file: CaseFile, who: Candidate, on: date) -> CaseFile:
    return replace(file, inquiries=(*file.inquiries, InquiryFact("interview", on, (_officer(who),), id=-1)))


def _checked(file: CaseFile, who: Candidate, on: date) -> CaseFile:
    return replace(file, checks=(*file.checks, CheckFact(_person(who), on, "agreed")))


def _reviewed(file: CaseFile, who: Candidate, on: date) -> CaseFile:
    review = ReviewFact(_person(who), on, passed=True, qualification=who.qualification, first_time=who.first_time)
    return replace(file, reviews=(*file.reviews, review))


def _chair(file: CaseFile, who: Candidate, on: date) -> CaseFile:
    last = file.hearings[-1] if file.hearings else HearingFact(requested_on=on)
    named = replace(last, chair=_person(who), chair_certificate=who.certificate, designated_on=on, ended_on=None)
    return replace(file, hearings=(*file.hearings[:-1], named))


def _recorder(file: CaseFile, who: Candidate, on: date) -> CaseFile:
    last = file.hearings[-1] if file.hearings else HearingFact(requested_on=on)
    named = replace(last, recorder=_person(who), designated_on=on, ended_on=None)
    return replace(file, hearings=(*file.hearings[:-1], named))


def _voting(file: CaseFile, who: Candidate, on: date) -> CaseFile:
    member = MemberFact(_person(who), present=True, vote="penalise", signed=True)
    talk = DiscussionFact(referred_on=on, held_on=on, members=(member,), concluded_on=on)
    return replace(file, discussions=(*file.discussions, talk))


NAMING: dict[str, Callable[[CaseFile, Candidate, date], CaseFile]] = {
    "assign": _assigned,
    "record_inquiry": _inquired,
    "check_case": _checked,
    "review": _reviewed,
    "designate_chair": _chair,
    "designate_recorder": _recorder,
    "hear_members": _voting,
}
