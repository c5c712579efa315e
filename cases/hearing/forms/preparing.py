"""Forms of the preparation: hearing officers, a refusal, another day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.designate_chair import UNTIL_HELD
from cases.forms.base import ActForm, PeopleField, choice, day_field, long_text
from cases.forms.hearing import METHODS
from cases.hearing.name_panel import name_panel
from cases.hearing.postpone import GROUNDS as WHY_PUT_OFF
from cases.hearing.postpone import WHEN, postpone_hearing
from cases.hearing.refuse_hearing import refuse_hearing
from cases.hearings import first_lawful_day, hearing_of
from cases.models import Case
from cases.pages import Page, bind
from cases.people import with_duty
from cases.rules.loading import load
from cases.rules.preview import Candidate, Verdict, preview
from cases.settings import legal
from enforcement import clock
from enforcement.organisation.models import Post
from enforcement.web.times import say_day

PUT_OFF = dict(
    zip(
        WHY_PUT_OFF,
        (
            _("the party asks for it, with good reason"), _("chair or recorder cannot attend"),
            _("somebody was asked to withdraw"), _("another ground"),
        ),
        strict=True,
    )
)  # fmt: skip


class PanelForm(ActForm):
    """Who sits beside the chair; whoever investigated stands there with the reason."""

    officer_ids = PeopleField(label=_("Hearing officers (two at most)"), required=False)
    translator = forms.CharField(label=_("Translator, where one is needed"), max_length=60, required=False)

    def prepare(self) -> None:
        """Offer chairs, reviewers and colleagues."""
        posts = Post.objects.filter(agency=self.case.agency, to_on__isnull=True).select_related("person")
        people = {p.person_id: p.person for p in posts} | {p.pk: p for p in with_duty(self.case.agency, "chair")}
        asked = [Candidate(p.name, p.pk) for p in people.values()]
        verdicts = preview(load(self.case, today=clock.today()), "designate_recorder", people=asked)
        field: Any = self.fields["officer_ids"]
        field.choices = [(str(v.candidate.person_id), _say(v)) for v in verdicts if v.candidate]
        field.widget.stopped = frozenset(str(v.candidate.person_id) for v in verdicts if v.candidate and not v.ok)
        seats = hearing_of(self.case).seats.filter(to_on=None)
        field.initial = [str(s.person_id) for s in seats if s.person_id]
        self.fields["translator"].initial = next((s.name for s in seats if s.role == "translator"), "")


def _say(verdict: Verdict) -> str:
    name = verdict.candidate.name if verdict.candidate else ""
    if verdict.ok:
        return name
    return gettext("%(name)s: cannot. %(reason)s") % {"name": name, "reason": verdict.sentence}


class RefuseForm(ActForm):
    """Why a request is turned away."""

    days = ("refused_on",)
    refused_on = day_field(_("Refused on"))
    ground = choice(
        _("Why"),
        choices=[
            ("late", _("it came after the term")), ("no_right", _("the penalty gives no right to a hearing")),
            ("not_party", _("the applicant is not the party and has no authority of it")),
        ],
    )  # fmt: skip


class PostponeForm(ActForm):
    """Another day, and its notice."""

    days = ("served_on",)
    ground = choice(_("Why"), choices=PUT_OFF.items())
    reason = long_text(_("In words"), rows=3)
    planned_on = day_field(_("New day"))
    served_on = day_field(_("Served on"))
    method = choice(_("How"), choices=METHODS, initial="direct")
    officer_ids = PeopleField(label=_("Officers who serve it (two at least)"))

    def prepare(self) -> None:
        """Offer the officers, and tell the first lawful day."""
        self.offer_officers("officer_ids")
        rules = legal(self.case.agency, clock.today())
        first = first_lawful_day(clock.today(), rules.hearing_notice_days, clear=rules.hearing_notice_clear)
        self.fields["planned_on"].initial = first
        self.fields["planned_on"].help_text = gettext("Served today, the first lawful day is %(day)s.") % {
            "day": say_day(first)
        }


def _not_begun(case: Case) -> bool:
    return hearing_of(case).opened_at is None


bind(
    Page(
        "name_panel", _("Hearing officers and translator"), PanelForm, name_panel, submit=_("Name them"),
        step_acts=UNTIL_HELD, icon="users", duty="decide",
    )
)  # fmt: skip
bind(
    Page(
        "refuse_hearing", _("Refuse the request for a hearing"), RefuseForm, refuse_hearing, submit=_("Refuse"),
        help=_("Told in writing with the reason; what was said in it stays as defence."), icon="ban",
        step_acts=frozenset({"accept_hearing"}), duty="review",
    )
)  # fmt: skip
bind(
    Page(
        "postpone_hearing", _("Put the hearing off"), PostponeForm, postpone_hearing, submit=_("Put it off"),
        help=_("The party gets a new notice, again in time."), icon="calendar-time", step_acts=WHEN,
        offered=_not_begun,
    )
)  # fmt: skip
