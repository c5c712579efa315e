"""Forms of a hearing, from acceptance to report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.accept_hearing import accept_hearing
from cases.announce_hearing import announce_hearing
from cases.designate_chair import UNTIL_HELD, change_chair, designate_chair
from cases.forms.base import OUTCOME, ActForm, PeopleField, PersonField, choice, day_field, long_text, tick
from cases.hearings import first_lawful_day, hearing_of
from cases.hold_hearing import END_REASONS, LATE, SUSPENDED, end_hearing, hold_hearing
from cases.models import Case, Hearing
from cases.notify_hearing import notify_hearing
from cases.pages import Page, bind
from cases.people import with_duty
from cases.report_hearing import report_hearing, return_hearing, sign_hearing_record
from cases.resume_hearing import adjourn_hearing
from cases.rules.file import CaseFile
from cases.rules.loading import load
from cases.rules.preview import Candidate, preview
from cases.schedule_hearing import schedule_hearing
from cases.settings import legal
from certification.standing import certificate
from enforcement import clock
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.models import Person, Post
from enforcement.web.times import say_day

METHODS = [
    ("direct", _("handed over (直接送达)")),
    ("left", _("left behind before witnesses (留置送达)")),
    ("post", _("by post (邮寄送达)")),
    ("electronic", _("electronically, with consent (电子送达)")),
]
ENDS = dict(
    zip(
        END_REASONS,
        (_("the party withdrew"), _("absent without reason"), _("left without leave"), _("the party died or ended")),
        strict=True,
    )
)

WHY_SUSPENDED = dict(
    zip(
        SUSPENDED,
        (
            _("force majeure: the party cannot attend"), _("the party died or ended: a successor is awaited"),
            _("somebody was asked to withdraw"), _("a new witness or a new test is needed"), _("another ground"),
        ),
        strict=True,
    )
)  # fmt: skip
REASONS = {**WHY_SUSPENDED, **ENDS}


class AcceptForm(ActForm):
    """Accept the request."""

    days = ("accepted_on",)
    accepted_on = day_field(_("Accepted on"))


class ChairForm(ActForm):
    """Designate chair and recorder; whoever may not stands there with the reason."""

    days: ClassVar[tuple[str, ...]] = ("designated_on",)
    designated_on = day_field(_("Designated on"))
    chair_id = PersonField(label=_("Chair"))
    recorder_id = PersonField(label=_("Recorder"))

    def prepare(self) -> None:
        """Offer chairs with their certificates, and colleagues as recorders."""
        file = load(self.case, today=clock.today())
        staff = Post.objects.filter(agency=self.case.agency, to_on__isnull=True).select_related("person")
        self._offer("chair_id", "designate_chair", file, with_duty(self.case.agency, "chair"))
        self._offer("recorder_id", "designate_recorder", file, [p.person for p in staff.order_by("person_id")])

    def _offer(self, name: str, act: str, file: CaseFile, people: Iterable[Person]) -> None:
        field: Any = self.fields[name]
        today = clock.today()
        asked = [
            Candidate(p.name, p.pk, certificate=certificate(person_id=p.pk, kind="hearing_chair", on=today))
            for p in people
        ]
        verdicts = preview(file, act, people=asked)
        said = gettext("%(name)s: cannot. %(reason)s")
        field.choices = [
            (
                str(v.candidate.person_id),
                v.candidate.name if v.ok else said % {"name": v.candidate.name, "reason": v.sentence},
            )
            for v in verdicts
            if v.candidate
        ]
        field.widget.stopped = frozenset(str(v.candidate.person_id) for v in verdicts if v.candidate and not v.ok)


class ChangeChairForm(ChairForm):
    """Designate another chair or recorder while the hearing is prepared."""

    days = ()
    designated_on = None  # type: ignore[assignment]  # today: Django drops the field
    reason = long_text(_("Why, and how the party was told"), rows=3)

    def prepare(self) -> None:
        """Begin with those who are designated now."""
        super().prepare()
        hearing = hearing_of(self.case)
        self.fields["chair_id"].initial, self.fields["recorder_id"].initial = hearing.chair_id, hearing.recorder_id


class ScheduleForm(ActForm):
    """Fix day and place; the first lawful day is told beforehand."""

    planned_on = day_field(_("Day of the hearing"))
    place = forms.CharField(label=_("Place"), max_length=120)
    is_public = tick(_("The hearing is public"), initial=True)
    closed_reason = forms.CharField(
        label=_("If it is not public: state secret, trade secret or privacy"), max_length=120, required=False
    )

    def prepare(self) -> None:
        """Tell the first lawful day."""
        rules = legal(self.case.agency, clock.today())
        first = first_lawful_day(clock.today(), rules.hearing_notice_days, clear=rules.hearing_notice_clear)
        self.fields["planned_on"].initial = first
        self.fields["planned_on"].help_text = gettext(
            "If the notice is served today, the first lawful day is %(day)s (seven clear working days)."
        ) % {"day": say_day(first)}


class NotifyForm(ActForm):
    """Serve the notice of the hearing."""

    days = ("served_on",)
    served_on = day_field(_("Served on"))
    method = choice(_("How"), choices=METHODS, initial="direct")
    officer_ids = PeopleField(label=_("Officers who serve it (two at least)"))
    planned_on = day_field(_("Day of the hearing"), required=False)

    def prepare(self) -> None:
        """Offer the officers, and the day that was fixed: it moves if the party would have too little time."""
        self.offer_officers("officer_ids")
        rules = legal(self.case.agency, clock.today())
        first = first_lawful_day(clock.today(), rules.hearing_notice_days, clear=rules.hearing_notice_clear)
        planned = hearing_of(self.case).planned_on
        self.fields["planned_on"].initial = max(planned, first) if planned else first
        self.fields["planned_on"].help_text = gettext(
            "Fixed: %(planned)s. Served today, the first lawful day is %(day)s."
        ) % {
            "planned": say_day(planned) if planned else "—",
            "day": say_day(first),
        }


class AnnounceForm(ActForm):
    """Post the announcement."""

    days = ("announced_on",)
    announced_on = day_field(_("Posted on"))
    where = forms.CharField(label=_("Where"), max_length=120)


class HoldForm(ActForm):
    """Keep the record of the session."""

    days = ("held_on",)
    held_on = day_field(_("Held on"))
    attendance = long_text(_("Who was there, in which role"), rows=3)
    record = long_text(
        _("Record"),
        rows=12,
        help_text=_("Officers' facts, evidence, proposal; defence; questions; debate; last words."),
    )
    outcome = choice(OUTCOME)
    reason = forms.ChoiceField(
        label=_("If it is suspended or ended early: why"), choices=[("", "—"), *REASONS.items()], required=False
    )

    def prepare(self) -> None:
        """Offer the outcomes of the chart."""
        self.offer_outcomes()


class AdjournForm(ActForm):
    """Take the hearing up again."""

    days = ("served_on",)
    served_on = day_field(_("Served on"))
    method = choice(_("How"), choices=METHODS, initial="direct")
    officer_ids = PeopleField(label=_("Officers who serve it (two at least)"))
    planned_on = day_field(_("New day"))
    note = long_text(_("Why it goes on now"), rows=3)

    def prepare(self) -> None:
        """Offer the officers, and tell the first lawful day."""
        self.offer_officers("officer_ids")
        rules = legal(self.case.agency, clock.today())
        first = first_lawful_day(clock.today(), rules.hearing_resume_days, clear=rules.hearing_notice_clear)
        self.fields["planned_on"].initial = first
        self.fields["planned_on"].help_text = gettext("Served today, the first lawful day is %(day)s.") % {
            "day": say_day(first)
        }


class EndForm(ActForm):
    """End the hearing."""

    days = ("ended_on",)
    ended_on = day_field(_("Ended on"))
    reason = forms.ChoiceField(label=_("Why"), choices=[(LATE, _("requested too late")), *ENDS.items()])


class SignForm(ActForm):
    """Note the party's signature."""

    signed = tick(_("The party read the record and signed it"))
    refusal_note = forms.CharField(label=_("If not: the chair's note on the refusal"), max_length=200, required=False)


class ReportForm(ActForm):
    """File the chair's report."""

    days = ("reported_on",)
    reported_on = day_field(_("Date of the report"))
    report = long_text(_("Report: facts in dispute, what the record shows, opinion"), rows=10)


class ReturnForm(ActForm):
    """Return the file."""

    outcome = choice(OUTCOME)
    opinion = long_text(_("Opinion"), rows=4)

    def prepare(self) -> None:
        """Offer the outcomes of the chart."""
        self.offer_outcomes()


def hearing_context(request: HttpRequest, case: Case, record: StepRecord) -> dict[str, Any]:  # noqa: ARG001
    """Return the hearing under way for the page of a step."""
    return {"hearing": Hearing.objects.filter(case=case).order_by("pk").last()}


def _bind(act: str, title: Any, form: Any, do: Any, submit: Any) -> None:
    bind(Page(act, title, form, do, submit=submit, context=hearing_context, template="cases/hearing_step.html"))


bind(
    Page(
        "change_chair", _("Designate another chair"), ChangeChairForm, change_chair, submit=_("Designate"),
        help=_("Where the chair or the recorder cannot attend or was asked to withdraw. The party is told anew."),
        step_acts=UNTIL_HELD, icon="user-edit", duty="decide", context=hearing_context,
        template="cases/hearing_step.html",
    )
)  # fmt: skip
_bind("accept_hearing", _("Accept the hearing request"), AcceptForm, accept_hearing, _("Accept"))
_bind("designate_chair", _("Designate the chair"), ChairForm, designate_chair, _("Designate"))
_bind("schedule_hearing", _("Fix the hearing"), ScheduleForm, schedule_hearing, _("Fix day and place"))
_bind("notify_hearing", _("Serve the hearing notice"), NotifyForm, notify_hearing, _("Record the service"))
_bind("announce_hearing", _("Announce the hearing"), AnnounceForm, announce_hearing, _("Record the announcement"))
_bind("hold_hearing", _("Hold the hearing"), HoldForm, hold_hearing, _("Keep the record"))
_bind("adjourn_hearing", _("Take up the adjourned hearing"), AdjournForm, adjourn_hearing, _("Fix the new day"))
_bind("end_hearing", _("End the hearing"), EndForm, end_hearing, _("End the hearing"))
_bind("sign_hearing_record", _("Signature of the record"), SignForm, sign_hearing_record, _("Note the signature"))
_bind("report_hearing", _("Hearing report"), ReportForm, report_hearing, _("File the report"))
_bind("return_hearing", _("Return the file"), ReturnForm, return_hearing, _("Return the file"))
