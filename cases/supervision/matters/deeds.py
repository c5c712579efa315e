"""What may be done on a matter: each act with its form, who does it, and at which steps of the chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.supervision.matters import follow_up, letter_forms
from cases.supervision.matters import forms as f
from cases.supervision.matters.acting import GOVERN, SUPERVISE
from cases.supervision.matters.close_matter import close_matter, still_to_correct
from cases.supervision.matters.correct_on_spot import correct_on_spot
from cases.supervision.matters.decide_matter import decide_matter
from cases.supervision.matters.fields import MatterForm
from cases.supervision.matters.find_on_matter import find_on_matter
from cases.supervision.matters.issue_letter import issue_letter, uses
from cases.supervision.matters.judge_answer import judge_answer
from cases.supervision.matters.models import Matter
from cases.supervision.matters.propose_decision import answer_proposal, propose_decision
from cases.supervision.matters.recheck_objection import recheck_objection
from cases.supervision.matters.recuse_supervisor import BEFORE_CLOSE, recuse_supervisor
from cases.supervision.matters.take_measure import take_measure
from cases.supervision.matters.triage_matter import triage_matter
from cases.supervision.matters.verify_execution import verify_execution
from enforcement import clock


def _always(_matter: Matter) -> bool:
    return True


@dataclass(frozen=True)
class Deed:
    """An act: its words, form and duty; at which steps; whether there is something to do; ``main`` leaves the step."""

    title: str | Promise
    form: type[MatterForm]
    do: Callable[..., Any]
    steps: tuple[str, ...]
    icon: str = "check"
    duty: str = SUPERVISE
    main: bool = True
    offered: Callable[[Matter], bool] = _always


def _proposed(matter: Matter) -> bool:
    return matter.proposed_on is not None


def _found(matter: Matter) -> bool:
    return matter.finding not in {"", Matter.Finding.NO_PROBLEM}


def _notices(matter: Matter) -> bool:
    return uses("notice", matter, clock.today())


def _to_judge(matter: Matter) -> bool:
    """Return whether a report waits to be judged, or the term of the letter ended without one."""
    letter = matter.letters.filter(settled_on__isnull=True).last()
    return letter is not None and (letter.answered_on is not None or clock.today() > letter.due_on)


DEEDS: Final[dict[str, Deed]] = {
    "triage": Deed(_("Triage the matter"), f.OutcomeForm, triage_matter, ("triage_matter",), "filter"),
    "on-spot": Deed(_("Record the correction on the spot"), f.OnSpotForm, correct_on_spot, ("correct_on_spot",)),
    "measure": Deed(_("Record a measure of investigation"), f.MeasureForm, take_measure, ("find_on_matter",), "search",
                    main=False),
    "find": Deed(_("Say what was found"), f.FindForm, find_on_matter, ("find_on_matter",), "scale",
                 offered=lambda m: m.measures.exists()),
    "urge": Deed(_("Issue the urging letter"), letter_forms.LetterForm, partial(issue_letter, kind="urging"),
                 ("issue_urging",), "mail"),
    "opine": Deed(_("Issue the opinion letter"), letter_forms.OpinionForm, partial(issue_letter, kind="opinion"),
                  ("issue_opinion",), "mail"),
    "notify": Deed(_("Issue the notice of supervision"), letter_forms.NoticeForm, partial(issue_letter, kind="notice"),
                   ("issue_opinion",), "mail", offered=_notices),
    "judge": Deed(_("Judge the report of the organ"), f.JudgeForm, judge_answer, ("judge_answer",), "checks",
                  offered=_to_judge),
    "recheck": Deed(_("Re-check the objection"), f.RecheckForm, recheck_objection, ("recheck_objection",), "refresh"),
    "propose": Deed(_("Propose a decision to the government"), f.TextForm, propose_decision, ("answer_proposal",),
                    "send", offered=lambda m: not _proposed(m)),
    "answer-proposal": Deed(_("Answer the proposal for the government"), f.OutcomeForm, answer_proposal,
                            ("answer_proposal",), "gavel", GOVERN, offered=_proposed),
    "decide": Deed(_("Decide for the government"), letter_forms.DecideForm, decide_matter, ("decide_matter",), "gavel",
                   GOVERN),
    "verify": Deed(_("Verify the execution"), f.VerifyForm, verify_execution, ("verify_execution",), "checks",
                   offered=_to_judge),
    "circulate": Deed(_("Issue a circular"), letter_forms.CircularForm, follow_up.circulate, follow_up.FROM_FINDING,
                      "speakerphone", main=False, offered=_found),
    "treat": Deed(_("Propose a treatment of a person"), letter_forms.TreatmentForm, follow_up.propose_treatment,
                  follow_up.FROM_FINDING, "user-exclamation", main=False, offered=_found),
    "refer": Deed(_("Hand a clue to the supervisory commission"), letter_forms.ReferralForm, follow_up.refer_clue,
                  follow_up.FROM_FINDING, "transfer-out", main=False, offered=_found),
    "end-follow-up": Deed(_("End what follows"), f.TextForm, follow_up.end_follow_up, ("end_follow_up",),
                          offered=lambda m: m.consequences.exists()),
    "recuse": Deed(_("Recuse a supervisor"), f.RecuseForm, recuse_supervisor, BEFORE_CLOSE, "user-off", main=False),
    "close": Deed(_("Close the matter"), f.TextForm, close_matter, ("close_matter",), "archive",
                  offered=lambda m: not still_to_correct(m).exists()),
}  # fmt: skip
"""The acts by the name in their address, in the order in which they are offered."""
