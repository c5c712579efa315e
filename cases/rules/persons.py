"""R01 to R04 and R35: two officers with valid credentials, no helpers in their place, nobody recused, one lead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import AssignmentFact, CaseFile, Officer, Person
from cases.rules.older import FIRST, is_older
from cases.rules.people import DELIVERIES, ENOUGH, KINDS, WORDS, Signed, present_officers, records
from cases.rules.registry import Finding, Rule
from cases.rules.saying import TRANSLATED, finding, joined, key_of, same
from cases.rules.thresholds import Term
from cases.rules.time import working
from cases.rules.timed import late, lit

PENALTY = "中华人民共和国行政处罚法"
TWO = f"{PENALTY}第四十二条第一款"
CREDENTIAL = f"{PENALTY}第四十二条第一款、第七十六条第一款第五项"
NEVER = "山东省行政执法监督条例第十条第三款"
RECUSAL = f"{PENALTY}第四十三条"
LEAD = "乐陵市法治政府建设实施方案（主办人制度）"
ON_SPOT = "S"
ON_RECORDS = frozenset({
    "check_clue", "record_inquiry", "investigate", "conclude_investigation", "notify_party", "notify_hearing", "serve",
    "preserve", "seize", "penalise_on_spot", "record_interview", "take_sample",
})  # fmt: skip
ASSIGNING = frozenset({"assign", "change_lead", "sign_handover", "decide_recusal"})
WHY = {
    "none": _("there is no credential"),
    "not_yet": _("the credential was not valid yet"),
    "expired": _("the credential had expired"),
    "suspended": _("the credential was suspended"),
    "revoked": _("the credential was revoked"),
    "cancelled": _("the credential was cancelled"),
    "superseded": _("the credential was superseded by another"),
    "lost": _("the credential was reported lost"),
    "lapsed": _("the credential had lapsed because its annual check was not done"),
    "other_agency": _("the credential is one of another agency"),
    "other_field": _("the credential is for another field"),
    "other_area": _("the credential is for another area"),
    "post_kind": _("the post was contract, dispatched, seconded or auxiliary"),
    "no_post": _("there was no post in this agency"),
    "not_enforcement": _("the post was not one of enforcement"),
}


Acted = tuple[str, date, Officer | Person, str, str]
"""What somebody did, on which day, who, the key of the record and the step of the chart."""


def two_officers(file: CaseFile) -> Iterator[Finding]:
    """Judge R01: two officers whose credentials were valid on the day of the act."""
    for record in records(file):
        if is_older(record.on):
            yield from _two_of_before(file, record)
            continue
        valid = record.valid
        if len(valid) < ENOUGH:
            yield finding(
                "R01", _("On %(on)s %(what)s was done by %(n)s officer(s) with a valid credential: %(names)s."),
                article=TWO, blocks=record.counts, day=record.on, key=record.key, step=record.step,
                remedy=_("Take it again with two officers whose credentials are valid on that day."),
                on=record.on, what=record.word, n=len(valid), names=joined([o.name for o in valid]),
            )  # fmt: skip
    yield from _two_assigned(file)


def _two_of_before(file: CaseFile, record: Signed) -> Iterator[Finding]:
    """Find an investigation by one officer before 2021: service and penalties on the spot took one only then."""
    here = record.present
    if file.chart == ON_SPOT or record.what in DELIVERIES or len(here) >= ENOUGH:
        return
    yield finding(
        "R01", _("On %(on)s %(what)s was done by %(n)s officer(s): %(names)s."), article=TWO, blocks=record.counts,
        day=record.on, key=record.key, step=record.step, on=record.on, what=record.word, n=len(here),
        names=joined([o.name for o in here]),
        remedy=_("Take it again with two officers whose credentials are valid on that day."),
    )  # fmt: skip


def _two_assigned(file: CaseFile) -> Iterator[Finding]:
    here = present_officers(file)
    assigned = Signed("assignment", file.today, tuple(here), "", "")
    if here and len(assigned.valid) < ENOUGH and file.closed_on is None:
        yield finding(
            "R01", _("The case is assigned to %(n)s officer(s) with a valid credential: %(names)s."), article=TWO,
            blocks=True, day=file.assignments[-1].from_on, key="assigned", step="P04",
            remedy=_("Assign a lead and at least one more officer whose credential is valid."),
            n=len(assigned.valid), names=joined([o.name for o in assigned.valid]),
        )  # fmt: skip


def valid_credentials(file: CaseFile) -> Iterator[Finding]:
    """Judge R02: each officer's credential as it stood on the day of the act, whatever became of it later."""
    for record in records(file):
        for officer in record.signers:
            if not officer.valid and officer.fault not in KINDS:
                yield _without(record, officer)
    for part in file.assignments:
        if not part.officer.valid and part.officer.fault not in KINDS:
            record = Signed("assignment", part.from_on, (part.officer,), "assignment", "P04", part.to_on is None)
            yield _without(record, part.officer)


def _without(record: Signed, officer: Officer) -> Finding:
    return finding(
        "R02",
        _("On %(on)s %(name)s took part in %(what)s, but %(why)s."),
        article=CREDENTIAL,
        blocks=record.counts,
        day=record.on,
        key=f"{record.key}:{key_of(officer)}",
        step=record.step,
        remedy=_("Let somebody act whose credential is valid on that day; what was taken so is taken again."),
        on=record.on,
        name=officer.name,
        what=record.word,
        why=TRANSLATED + WHY.get(officer.fault, WHY["none"]),
    )


def no_auxiliaries(file: CaseFile) -> Iterator[Finding]:
    """Judge R03: contract, dispatched, seconded and auxiliary staff never sign as officers; as helpers they may."""
    for record in records(file):
        for officer in record.signers:
            if officer.fault in KINDS:
                yield _auxiliary(record, officer)
    for part in file.assignments:
        if part.officer.fault in KINDS:
            yield _auxiliary(
                Signed("assignment", part.from_on, (), "assignment", "P04", part.to_on is None), part.officer
            )


def _auxiliary(record: Signed, officer: Officer) -> Finding:
    return finding(
        "R03",
        _(
            "On %(on)s %(name)s signed %(what)s as an officer,"
            " but the post is contract, dispatched, seconded or auxiliary."
        ),
        article=NEVER,
        blocks=record.counts,
        day=record.on,
        key=f"{record.key}:{key_of(officer)}",
        step=record.step,
        remedy=_("Such staff may help under an officer's direction; name two officers beside them."),
        on=record.on,
        name=officer.name,
        what=record.word,
    )


def recused(file: CaseFile) -> Iterator[Finding]:
    """Judge R04: nobody who was recused acts after that; a request is decided within the days set."""
    for who in file.recused:
        for word, on, actor, key, step in _acted(file):
            if same(who, actor) and (who.since is None or on >= who.since):
                that_day = on == who.since  # until the decision the investigation goes on: which of the two came first?
                yield finding(
                    "R04", _("%(name)s was recused from this case and took part in %(what)s on %(on)s."),
                    article=RECUSAL, severity="yellow" if that_day else "red", blocks=not that_day, day=on,
                    key=f"{key}:{key_of(who)}", step=step, name=who.name, what=TRANSLATED + word, on=on,
                    remedy=_("Note in the file which came first on that day: what was done before the recusal stands.")
                    if that_day else _("Let somebody else do it."),
                )  # fmt: skip
        yield from _still_assigned(file, who)
    asked = {s.entered_on: s.left_on for s in file.steps if s.code == "P32"}
    for asked_on, decided_on in (asked | {r.asked_on: r.decided_on for r in file.recusals}).items():
        if not is_older(asked_on):  # nobody had to answer a request before
            yield from _undecided(file, asked_on, decided_on)
    yield from _of_nobody(file)


def _still_assigned(file: CaseFile, who: Person) -> Iterator[Finding]:
    """Find somebody recused whose part in the case never ended; the act that ends it must not be refused for this."""
    until = file.closed_on or file.today
    for part in file.assignments:
        before = who.since is not None and part.from_on <= who.since < until
        if before and same(who, part.officer) and (part.to_on is None or part.to_on > until):
            yield finding(
                "R04", _("%(name)s was recused on %(since)s and is still assigned to this case."), article=RECUSAL,
                day=who.since, key=f"assigned:{key_of(who)}", step="P04", name=who.name, since=who.since or "",
                remedy=_("End the assignment and name somebody else."),
            )  # fmt: skip


def _of_nobody(file: CaseFile) -> Iterator[Finding]:
    """Find recusals granted at their step while the file does not say whose."""
    for step in file.steps:
        left = step.left_on
        if step.code != "P32" or step.outcome != "granted" or left is None:
            continue
        if not any(who.since is None or step.entered_on <= who.since <= left for who in file.recused):
            yield finding(
                "R04", _("A recusal was granted on %(on)s, but the file does not say who is recused."), article=RECUSAL,
                severity="yellow", day=left, key=f"unnamed:{left}", step="P32", on=left,
                remedy=_("Record the request and its decision with the person's name, so that nobody recused acts."),
            )  # fmt: skip


def _undecided(file: CaseFile, asked_on: date, decided_on: date | None) -> Iterator[Finding]:
    term = Term(working(asked_on, file.legal.recusal_days, file.calendar), file.legal.recusal_days)
    hit = lit(file, "R04", term, decided_on)
    if hit is None:
        return
    said = (
        _("The request for recusal of %(on)s has not been decided by %(due)s.") if late(term, file, decided_on)
        else _("The request for recusal of %(on)s must be decided by %(due)s.")
    )  # fmt: skip
    yield finding(
        "R04", said, article=RECUSAL, severity=hit[0], day=hit[1], key=f"undecided:{asked_on}", step="P32",
        remedy=_("Decide on it; the investigation goes on meanwhile."), on=asked_on, due=term.due_on,
    )  # fmt: skip


def _acted(file: CaseFile) -> Iterator[Acted]:
    for record in records(file):
        for officer in record.officers:
            yield WORDS.get(record.what, WORDS["documents"]), record.on, officer, record.key, record.step
    for part in file.assignments:
        if part.to_on is None:
            yield WORDS["assignment"], part.from_on, part.officer, "assignment", "P04"
    for check in file.checks:
        yield _("the case check"), check.on, check.checker, f"check:{check.on}", "P07"
    for review in file.reviews:
        yield _("the legal review"), review.on, review.reviewer, f"review:{review.on}", "P12"
    yield from _heard_or_voted(file)


def _heard_or_voted(file: CaseFile) -> Iterator[Acted]:
    for hearing in file.hearings:
        on = hearing.held_on or hearing.designated_on or hearing.requested_on
        for who in (hearing.chair, hearing.recorder, *hearing.panel):
            if who is not None:
                yield _("the hearing"), on, who, f"hearing:{hearing.requested_on}", "P11"
    for talk in file.discussions:
        for member in talk.members:
            if member.present and member.vote:
                yield _("the vote"), talk.held_on or talk.referred_on, member.person, f"vote:{talk.referred_on}", "P13"
    if file.decision is not None and file.decision.by:
        yield _("the decision"), file.decision.on, Person(file.decision.by), "decision", "P14"


def lead(file: CaseFile) -> Iterator[Finding]:
    """Judge R35: one lead officer from assignment to closure, and no change without its reason."""
    leads = [a for a in file.assignments if a.role == "lead"]
    begun = any(i.kind != "check" for i in file.inquiries) or bool(file.assignments)
    leading = [a for a in leads if a.to_on is None or a.to_on > file.today]
    if begun and not (leading if file.closed_on is None else leads or not file.assignments):
        yield finding(
            "R35", _("The case has no lead officer."), article=LEAD, severity="yellow", day=file.filed_on, key="none",
            step="P04", remedy=_("Name one lead officer; the others assist."),
        )  # fmt: skip
    for before, part in pairwise(leads):
        if same(before.officer, part.officer):
            continue
        if file.tells("handovers") and not _handed_over(file, before, part):
            yield finding(
                "R35", _("%(name)s leads since %(on)s, but no hand-over list is signed by both leads."), article=LEAD,
                severity="yellow", day=part.from_on, key=f"handover:{part.from_on}", step="P04",
                remedy=_("Let both sign what was handed over: papers, evidence, measures and open clocks."),
                name=part.officer.name, on=part.from_on,
            )  # fmt: skip
        if not part.reason:
            yield finding(
                "R35", _("The lead officer was changed to %(name)s on %(on)s without a reason."), article=LEAD,
                severity="yellow", day=part.from_on, key=f"changed:{part.from_on}", step="P04",
                remedy=_("Record why, and what was handed over."), name=part.officer.name, on=part.from_on,
            )  # fmt: skip


def _handed_over(file: CaseFile, before: AssignmentFact, part: AssignmentFact) -> bool:
    """Return whether the list was signed since the former lead began: who leads again takes over again."""
    return any(
        h.done_on is not None and h.done_on >= before.from_on and same(h.taker, part.officer) for h in file.handovers
    )


RULES = (
    Rule(
        "R01",
        gettext_lazy("Two officers with valid credentials"),
        TWO,
        two_officers,
        blocks=True,
        acts=ON_RECORDS | ASSIGNING,
        from_on=FIRST,
    ),
    Rule(
        "R02",
        gettext_lazy("Each officer's credential was valid on the day"),
        CREDENTIAL,
        valid_credentials,
        blocks=True,
        acts=ON_RECORDS | ASSIGNING,
    ),
    Rule(
        "R03",
        gettext_lazy("No auxiliary, contract or seconded staff as officers"),
        NEVER,
        no_auxiliaries,
        blocks=True,
        acts=ON_RECORDS | ASSIGNING,
    ),
    Rule(
        "R04",
        gettext_lazy("Nobody recused takes part"),
        RECUSAL,
        recused,
        blocks=True,
        acts=ON_RECORDS
        | ASSIGNING
        | {"check_case", "designate_chair", "review", "hear_members", "conclude_discussion"},
        from_on=FIRST,
    ),
    Rule("R35", gettext_lazy("One lead officer"), LEAD, lead, severity="yellow"),
)
