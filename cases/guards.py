"""The guards of charts, judged by the rules of law on the file of the case.

Each takes the engine's situation and returns what it found, or None where it does not apply. A run that is no case is
judged on those who take part, and only by the guards that need nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from cases.facts import case_id_of
from cases.models import Paper
from cases.rules import discussion, people, review
from cases.rules.file import CaseFile, Person
from cases.rules.loading import load_many
from cases.rules.registry import audit
from cases.rules.saying import same
from cases.rules.time import plain, working
from enforcement import clock
from enforcement.flowcharts import guards
from enforcement.flowcharts.engine.advance import TakingPart
from enforcement.flowcharts.engine.judging import Judged, Situation
from enforcement.flowcharts.graph import GuardRule
from enforcement.flowcharts.models import Participant
from enforcement.web.times import say_day

FILE: Final = "case_file"
NOT_MET: Final = "not_quorate"
PENALTY: Final = "penalise"


def file_of(s: Situation) -> CaseFile | None:
    """Return the file of the run's case as it stands, read once an advance; None for a run of another subject."""
    case_id = case_id_of(s.run.series)
    if case_id is None:
        return None
    if FILE not in s.kept:
        s.kept[FILE] = load_many([case_id], day_of(s)).get(case_id)
    kept: CaseFile | None = s.kept[FILE]
    return kept


def day_of(s: Situation) -> date:
    """Return the day of the act."""
    return clock.day_of(s.at)


def _ok(s: Situation) -> Judged:
    return Judged(s.rule.type, ok=True, article=s.rule.basis)


def _no(s: Situation, sentence: str, remedy: str = "") -> Judged:
    return Judged(s.rule.type, ok=False, sentence=sentence, article=s.rule.basis, remedy=remedy)


def _by_rules(s: Situation, *codes: str) -> Judged | None:
    """Judge by rules of law: the first blocking finding speaks."""
    file = file_of(s)
    if file is None:
        return None
    broken = next((f for f in audit(file, codes) if f.blocks), None)
    if broken is None:
        return _ok(s)
    return Judged(s.rule.type, ok=False, sentence=broken.sentence, article=broken.article, remedy=broken.remedy)


def _certified(s: Situation) -> frozenset[str]:
    roles = s.node.step.roles if s.node.step else ()
    return frozenset(role.ref for role in roles if role.certified)


def _valid(part: TakingPart) -> bool:
    return bool(part.standing.get("ok"))


def min_people(s: Situation) -> Judged | None:
    """Enough persons with the duty take part; with a valid credential where the guard asks for certified ones."""
    wanted, role = int(s.rule.param("n")), s.rule.param("role")
    certified = s.rule.param("certified") == "true"
    here = {p.person_id for p in s.taking_part if p.role == role and (_valid(p) or not certified)}
    if len(here) >= wanted:
        return _ok(s)
    return _no(
        s,
        _("This step takes at least %(n)s people; %(here)s who may act today take part.")
        % {"n": wanted, "here": len(here)},
        _("Choose officers whose credentials are valid on the day of the act."),
    )


def credential_valid_on(s: Situation) -> Judged | None:
    """Each officer's credential is valid on the day of the act."""
    roles = _certified(s)
    for part in s.taking_part:
        if part.role in roles and not _valid(part):
            told = str(part.standing.get("sentence") or _("There is no valid credential."))
            return _no(
                s, f"{part.name}：{told}", _("Choose officers whose credentials are valid on the day of the act.")
            )
    return _ok(s)


def not_same_person(s: Situation) -> Judged | None:
    """Nobody acts in one role who acted in the other."""
    file = file_of(s)
    if file is None:
        return None
    first, second = s.rule.param("a"), s.rule.param("b")
    for who in _acting(s, first):
        if second == "handle":
            record = people.took_part(file, who)
            if record is not None:
                return _no(
                    s, _("%(name)s took part in the investigation and cannot do this step.") % {"name": who.name},
                    _("Let somebody do it who took no part in the investigation."),
                )  # fmt: skip
        elif (
            who.person_id and Participant.objects.filter(record__run=s.run, role=second, person=who.person_id).exists()
        ):
            return _no(
                s, _("%(name)s acted in another role of this case and cannot do this step.") % {"name": who.name}
            )
    return _ok(s)


def _acting(s: Situation, role: str) -> list[Person]:
    found = [Person(p.name, p.person_id) for p in s.taking_part if p.role == role]
    steps = s.node.step.roles if s.node.step else ()
    if s.by.person_id is not None and any(r.ref == role for r in steps):
        found.append(Person(s.by.name, s.by.person_id))
    return found


def chair_not_investigator(s: Situation) -> Judged | None:
    """The chair and the recorder did not investigate."""
    return _by_rules(s, "R14")


def not_recused(s: Situation) -> Judged | None:
    """Nobody takes part who was recused."""
    file = file_of(s)
    if file is None:
        return None
    acting = [Person(p.name, p.person_id) for p in s.taking_part] + [Person(s.by.name, s.by.person_id)]
    for who in file.recused:
        if any(same(who, one) for one in acting):
            return _no(s, _("%(name)s was recused from this case.") % {"name": who.name}, _("Let somebody else do it."))
    return _by_rules(s, "R04")


def quorum(s: Situation) -> Judged | None:
    """Enough members of the roster are present; does not apply to a meeting that is recorded as failed."""
    file = file_of(s)
    if file is None or s.outcome == NOT_MET:
        return None
    if not file.discussions:
        return _no(s, _("No discussion is recorded."))
    talk = file.discussions[-1]
    share, fewest = (int(s.rule.param("num")), int(s.rule.param("den"))), int(s.rule.param("min", "1"))
    if discussion.is_quorate(talk, share, fewest):
        return _ok(s)
    return _no(
        s,
        _("%(here)s of %(roster)s members are present; it takes %(num)s/%(den)s and at least %(least)s.")
        % {
            "here": len(discussion.present(talk)), "roster": max(talk.roster_size, len(talk.members)), "num": share[0],
            "den": share[1], "least": fewest,
        },
        _("Record that the meeting failed and convene it again."),
    )  # fmt: skip


def majority(s: Situation) -> Judged | None:
    """More than the share of those present agree; where the majority binds, the conclusion is theirs."""
    file = file_of(s)
    if file is None:
        return None
    talk = file.discussions[-1] if file.discussions else None
    share = (int(s.rule.param("num")), int(s.rule.param("den")))
    if talk is None or not discussion.majority_of(talk, share):
        return _no(s, _("No opinion has the majority of the members present."), _("Discuss again and vote again."))
    if file.legal.discussion_mode == "majority" and discussion.departs(talk):
        return _no(s, _("The conclusion is not what the majority voted for."))
    return _ok(s)


def follows_discussion(s: Situation) -> Judged | None:
    """The decision follows the discussion, or the reasons for departing are recorded."""
    return _by_rules(s, "R20")


def head_presides(s: Situation) -> Judged | None:
    """The head, or the deputy in charge, is present; does not apply to a meeting that is recorded as failed."""
    file = file_of(s)
    if file is None or s.outcome == NOT_MET:
        return None
    talk = file.discussions[-1] if file.discussions else None
    if talk is not None and any(m.is_head and m.present for m in talk.members):
        return _ok(s)
    return _no(s, _("The head of the agency, or the deputy in charge, is not present."))


def documents_complete(s: Situation) -> Judged | None:
    """Every required document of the step is in the file; of a repeated step, anew."""
    case_id = case_id_of(s.run.series)
    if case_id is None or s.node.step is None:
        return None
    wanted = {d.code: d.name for d in s.node.step.documents if d.required and d.at == "leave"}
    rows = Paper.objects.filter(case_id=case_id, code__in=list(wanted))
    if s.record.visit > 1:
        rows = rows.filter(made_at__gte=s.record.entered_at)
    missing = _names(wanted[code] for code in wanted.keys() - set(rows.values_list("code", flat=True)))
    if not missing:
        return _ok(s)
    return _no(
        s,
        _("The file lacks: %(names)s.") % {"names": missing},
        _("Make the document, or upload it, before this step ends."),
    )


def _names(names: Iterable[str]) -> str:
    return "、".join(sorted(names))


def first_time_reviewer_has_law_qualification(s: Situation) -> Judged | None:
    """Whoever reviews for the first time holds the legal professional qualification."""
    file = file_of(s)
    if file is None:
        return None
    last = file.reviews[-1] if file.reviews else None
    if last is None or review.fault_of(file, last) != "unqualified":
        return _ok(s)
    return _no(
        s,
        _("%(name)s reviews for the first time without the legal professional qualification.")
        % {"name": last.reviewer.name},
        _("Let a qualified reviewer do it."),
    )


def notice_served_before(s: Situation) -> Judged | None:
    """The prior notice was served before this step."""
    file = file_of(s)
    if file is None:
        return None
    if any(n.served_on <= day_of(s) for n in file.notices):
        return _ok(s)
    return _no(s, _("No prior notice was served on the party."), _("Serve the notice first."))


def right_period_elapsed(s: Situation) -> Judged | None:
    """The party's period is over, or waived in writing; does not apply where no penalty is imposed."""
    file = file_of(s)
    if file is None or (s.outcome and s.outcome != PENALTY):
        return None
    if not file.notices:
        return _no(s, _("No prior notice was served on the party."), _("Serve the notice first."))
    notice, days = file.notices[-1], int(s.rule.param("n"))
    if s.rule.param("unit") == "working":
        until = working(notice.served_on, days, file.calendar)
    else:
        until = plain(notice.served_on, days, file.calendar).due_on
    if notice.waived_on is not None or day_of(s) > until:
        return _ok(s)
    return _no(
        s, _("The party's period runs until %(until)s.") % {"until": say_day(until)},
        _("Wait until it is over, or keep the party's waiver in writing in the file."),
    )  # fmt: skip


def amount_within_power(s: Situation) -> Judged | None:
    """The fine is within the power that the step gives."""
    file = file_of(s)
    if file is None:
        return None
    limit = Decimal(s.rule.param("person" if file.party_kind == "person" else "organisation"))
    fine = review.latest_terms(file).fine
    if fine <= limit:
        return _ok(s)
    return _no(
        s, _("The fine of %(fine)s yuan is above %(limit)s yuan.") % {"fine": f"{fine:.0f}", "limit": f"{limit:.0f}"},
        _("Use the general procedure."),
    )  # fmt: skip


def _bound(function: Callable[[Situation], Judged | None]) -> Callable[[GuardRule, Situation], Judged | None]:
    """Return a guard as the engine asks it: the rule is in the situation already."""
    return lambda _rule, situation: function(situation)


BOUND: Final[dict[str, Callable[[GuardRule, Situation], Judged | None]]] = {
    function.__name__: _bound(function)
    for function in (
        min_people, credential_valid_on, not_same_person, chair_not_investigator, not_recused, quorum, majority,
        follows_discussion, head_presides, documents_complete, first_time_reviewer_has_law_qualification,
        notice_served_before, right_period_elapsed, amount_within_power,
    )
}  # fmt: skip


def register_all() -> None:
    """Bind every guard of the vocabulary (a second call changes nothing)."""
    for name, function in BOUND.items():
        guards.register(name, function)
