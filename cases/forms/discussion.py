"""Forms of legal review and collective discussion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cases.convene import convene, reconvene, roster
from cases.discussions import discussion_of
from cases.forms.base import OUTCOME, ActForm, PeopleField, PersonField, choice, day_field, long_text, tick
from cases.hear_members import (
    Statement,
    conclude_discussion,
    hear_again,
    hear_members,
    is_tied,
    report_case,
    state_reasons,
    votes_of,
)
from cases.legal.reading import review_context
from cases.models import Case, Discussion, Member
from cases.pages import Page, bind
from cases.refer_discussion import refer_discussion
from cases.review import HEADS, review
from cases.rules.discussion import discussion_required
from cases.rules.loading import load
from cases.rules.preview import Candidate, Verdict, preview
from cases.sign_minutes import return_discussion, sign_minutes
from cases.voting import majority
from enforcement import clock
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.access import person_of

GROUNDS = [
    ("complex", _("complex or serious case (art. 57(2))")),
    ("heard", _("a hearing was held")),
    ("review_disagreement", _("the legal review disagrees")),
    ("benchmark", _("departure from the benchmark")),
    ("extension", _("second extension of the term")),
    ("local", _("local rule")),
]
RECUSED = "R04"


class ReviewForm(ActForm):
    """An answer to each of the seven heads, then the opinion."""

    days = ("reviewed_on",)
    reviewed_on = day_field(_("Reviewed on"))
    opinion = long_text(_("Opinion"), rows=6)
    outcome = choice(OUTCOME)

    def prepare(self) -> None:
        """Ask for each head and offer the outcomes that are lawful now."""
        english = (get_language() or "").startswith("en")
        for code, (zh, en) in HEADS.items():
            title = en if english else zh
            self.fields[f"ok_{code}"] = tick(gettext("In order: %(head)s") % {"head": title})
            self.fields[f"note_{code}"] = forms.CharField(
                label=gettext("Finding on: %(head)s") % {"head": title}, max_length=500, required=False
            )
        self.order_fields(["reviewed_on", *(f"{p}_{c}" for c in HEADS for p in ("ok", "note")), "opinion", "outcome"])
        needed = discussion_required(load(self.case, today=clock.today()))
        passing = "passed_discuss" if needed else "passed"
        self.offer_outcomes([passing, "more_facts", "rework"])
        if needed:
            self.fields["outcome"].help_text = gettext("Collective discussion follows: %(why)s") % {"why": needed}

    def clean(self) -> dict[str, Any]:
        """Return the heads as one mapping."""
        found = super().clean() or {}
        heads = {
            code: {"ok": bool(found.pop(f"ok_{code}", False)), "note": found.pop(f"note_{code}", "")} for code in HEADS
        }
        return {**found, "heads": heads}


class ReferForm(ActForm):
    """Refer the case with its materials."""

    days = ("referred_on",)
    referred_on = day_field(_("Referred on"))
    ground = forms.ChoiceField(label=_("Why it is discussed"), choices=GROUNDS)
    agenda = long_text(
        _("Materials for the members"),
        rows=4,
        initial=_("Investigation report, notice, defence, hearing record and report, legal opinion, draft decision."),
    )

    def prepare(self) -> None:
        """Say why the law or a setting sends the case here."""
        self.fields["ground"].help_text = discussion_required(load(self.case, today=clock.today()))


def _seat(name: str, verdict: Verdict) -> str:
    """Return a member as the roll shows them: with the reason where one had better not sit, or may not."""
    if verdict.ok:
        return name
    if verdict.rule != RECUSED:
        return gettext("%(name)s: handled or reviewed the case, attends without a vote") % {"name": name}
    return gettext("%(name)s: cannot. %(reason)s") % {"name": name, "reason": verdict.sentence}


class ConveneForm(ActForm):
    """Roll call."""

    days = ("held_on",)
    held_on = day_field(_("Day of the meeting"))
    present_ids = PeopleField(label=_("Members present"))
    head_id = PersonField(label=_("Who presides (head, or the leader who stands in)"))
    recorder = forms.CharField(label=_("Recorder"), max_length=60, required=False)
    attending = forms.CharField(
        label=_("Who attends without a vote (lead officers, reviewers)"), max_length=300, required=False
    )

    def prepare(self) -> None:
        """Offer the roster of the agency."""
        members = roster(self.case)
        names = {p.pk: f"{p.name} · {post.title}" if post else p.name for p, post in members}
        asked = [Candidate(p.name, p.pk) for p, _post in members]
        verdicts = preview(load(self.case, today=clock.today()), "hear_members", people=asked)
        out = frozenset(str(v.candidate.person_id) for v in verdicts if v.candidate and not v.ok)
        choices = [(str(pk), _seat(name, v)) for (pk, name), v in zip(names.items(), verdicts, strict=True)]
        for name in ("present_ids", "head_id"):
            field: Any = self.fields[name]
            field.choices, field.widget.stopped = choices, out
        self.fields["present_ids"].initial = [code for code, _text in choices if code not in out]
        heads = [str(p.pk) for p, post in members if post and post.is_head]
        self.fields["head_id"].initial = heads[0] if heads else None


class NoteForm(ActForm):
    """A remark."""

    note = long_text(_("What was arranged"), rows=3)


class ReportCaseForm(ActForm):
    """What the lead reported and the reviewer explained."""

    reported = long_text(_("Report of the lead and explanation of the reviewer"), rows=8)


class HearMembersForm(ActForm):
    """One block for each member who is present; the head's is the last."""

    def prepare(self) -> None:
        """Ask each member's opinion and vote; what was said before a tie stands there to be changed."""
        self.members = list(Member.objects.filter(discussion=discussion_of(self.case), present=True))
        self.members.sort(key=lambda m: (m.is_head, m.spoke_order or 0, m.pk))
        for place, member in enumerate(self.members, start=1):
            head = gettext(" (head, speaks last)") if member.is_head else ""
            self.fields[f"order_{member.pk}"] = forms.IntegerField(
                label=gettext("%(name)s%(head)s: place in the order") % {"name": member.name, "head": head},
                min_value=1,
                max_value=99,
                initial=place,
            )
            self.fields[f"opinion_{member.pk}"] = long_text(
                gettext("%(name)s: opinion") % {"name": member.name}, rows=2, initial=member.opinion
            )
            self.fields[f"vote_{member.pk}"] = forms.ChoiceField(
                label=gettext("%(name)s: vote") % {"name": member.name},
                choices=[("", "—"), *Member.Vote.choices],
                initial=member.vote,
            )

    def clean(self) -> dict[str, Any]:
        """Return the statements."""
        found = super().clean() or {}
        if self.errors:
            return found
        return {
            "statements": [
                Statement(m.pk, found[f"order_{m.pk}"], found[f"opinion_{m.pk}"], found[f"vote_{m.pk}"])
                for m in self.members
            ]
        }


class ConcludeForm(ActForm):
    """The conclusion beside the majority."""

    conclusion = choice(_("Conclusion"), choices=Member.Vote.choices)

    def prepare(self) -> None:
        """Tell the majority."""
        found = majority(votes_of(discussion_of(self.case)))
        self.fields["conclusion"].initial = found
        said = dict(Member.Vote.choices).get(found, "")
        self.fields["conclusion"].help_text = (
            gettext("The majority: %(vote)s. Another conclusion needs the head's reasons, recorded and signed.")
            % {"vote": said}
            if found
            else gettext("No opinion has a majority: discuss again.")
        )


class ReasonsForm(ActForm):
    """Why the head departs."""

    days = ("stated_on",)
    stated_on = day_field(_("Stated on"))
    reasons = long_text(_("Reasons for departing from the majority"), rows=6)


class EmptyForm(ActForm):
    """Nothing to fill in: one button."""


def discussion_context(request: HttpRequest, case: Case, record: StepRecord) -> dict[str, Any]:  # noqa: ARG001
    """Return the discussion and its members for the page of a step."""
    found = Discussion.objects.filter(case=case).order_by("pk").last()
    said = dict(Member.Vote.choices)
    return {
        "discussion": found,
        "members": list(found.members.order_by("is_head", "spoke_order", "pk")) if found else [],
        "majority": said.get(found.majority, "") if found else "",
        "conclusion": said.get(found.conclusion, "") if found else "",
    }


def signing_context(request: HttpRequest, case: Case, record: StepRecord) -> dict[str, Any]:
    """Return the discussion, and that nothing is left to do for a member who has signed."""
    shown = discussion_context(request, case, record)
    mine = [m for m in shown["members"] if m.person_id == person_of(request).pk and m.signed_at]
    return {**shown, "done_here": _("You have signed; others have not yet.") if mine else ""}


def _bind(act: str, title: Any, form: Any, do: Any, submit: Any) -> None:
    bind(Page(act, title, form, do, submit=submit, context=discussion_context, template="cases/discussion_step.html"))


bind(
    Page(
        "review",
        _("Legal review"),
        ReviewForm,
        review,
        submit=_("Give the opinion"),
        template="cases/legal/review.html",
        context=review_context,
        help=_("Answer each of the seven heads. A case with a finding cannot pass."),
    )
)
bind(
    Page(
        "hear_again", _("Hear the members again"), HearMembersForm, hear_again,
        submit=_("Record opinions and votes"), help=_("No opinion has a majority: the members discuss again and vote."),
        step_acts=frozenset({"conclude_discussion"}), icon="messages", duty="discuss", offered=is_tied,
        context=discussion_context, template="cases/discussion_step.html",
    )
)  # fmt: skip
_bind("refer_discussion", _("Refer to collective discussion"), ReferForm, refer_discussion, _("Refer"))
_bind("convene", _("Roll call"), ConveneForm, convene, _("Open the meeting"))
_bind("reconvene", _("Convene again"), NoteForm, reconvene, _("Convene again"))
_bind("report_case", _("Report the case"), ReportCaseForm, report_case, _("Record the report"))
_bind("hear_members", _("Opinions and votes"), HearMembersForm, hear_members, _("Record opinions and votes"))
_bind("conclude_discussion", _("Conclusion"), ConcludeForm, conclude_discussion, _("Record the conclusion"))
_bind("state_reasons", _("Reasons of the head"), ReasonsForm, state_reasons, _("Record the reasons"))
bind(
    Page(
        "sign_minutes", _("Sign the minutes"), EmptyForm, sign_minutes, submit=_("Sign as a member"),
        context=signing_context, template="cases/discussion_step.html",
    )
)  # fmt: skip
_bind("return_discussion", _("Return the conclusion"), EmptyForm, return_discussion, _("Return the conclusion"))
