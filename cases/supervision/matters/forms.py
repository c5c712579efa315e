"""Forms of the supervisors' acts on a matter, named like the acts' keywords."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import FileField, choice, day_field, long_text, tick
from cases.supervision.matters.fields import TEXT, MatterForm, officers
from cases.supervision.matters.issue_letter import term_of
from cases.supervision.matters.models import Measure
from enforcement import clock
from enforcement.organisation.duties.holding import holders

WHY = _("Reason")


class OutcomeForm(MatterForm):
    """An outcome of the step and why: triage, the government's answer to a proposal."""

    outcome = choice(_("Outcome of the step"))
    text = long_text(WHY)

    def prepare(self) -> None:
        """Offer the outcomes of the chart."""
        self.choose("outcome", self.outcomes())


class TextForm(MatterForm):
    """A text alone."""

    text = long_text(_("What is to be recorded"))


class OnSpotForm(MatterForm):
    """A correction on the spot."""

    what = long_text(_("What was wrong"), rows=3)
    text = long_text(_("How it was corrected"), rows=3)
    corrected_by = forms.CharField(label=_("Who of the organ corrected it"), max_length=60)
    corrected_on = day_field(_("Corrected on"), initial=clock.today)
    file = FileField(label=_("Photo or paper that shows it"), required=False)
    verified = tick(_("I saw myself that it is corrected"))


class MeasureForm(MatterForm):
    """A measure of investigation."""

    kind = choice(_("Measure"), choices=Measure.Kind.choices)
    officer_ids = officers()
    held_on = day_field(_("Day of the measure"), initial=clock.today)
    place = forms.CharField(label=_("Place of the measure"), max_length=120, required=False)
    subject = forms.CharField(
        label=_("Whom or what it concerned"), max_length=200, help_text=_("A person, an office, or the files.")
    )  # fmt: skip
    text = long_text(_("What was said or found"), rows=6)
    file = FileField(label=_("Signed record or copies"), required=False)

    def prepare(self) -> None:
        """Offer the supervisors."""
        self.offer_supervisors()


class RecuseForm(MatterForm):
    """Who takes no part any more."""

    person_id = forms.TypedChoiceField(label=_("Supervisor who withdraws"), coerce=int)
    reason = forms.CharField(label=WHY, max_length=300)

    def prepare(self) -> None:
        """Offer those who were not recused yet."""
        out = self.matter.recusals.values("person")
        rows = holders(duty="supervise", agency=self.matter.agency).exclude(pk__in=out).order_by("pk")
        self.choose("person_id", [(p.pk, p.name) for p in rows])


class FindForm(MatterForm):
    """What the investigation found."""

    outcome = choice(_("What the investigation found"))
    basis = forms.CharField(
        label=_("Law and article that were broken"), max_length=300, required=False,
        help_text=_("Leave it empty only where there is no problem."),
    )  # fmt: skip
    text = long_text(TEXT, rows=6)
    officer_ids = officers()

    def prepare(self) -> None:
        """Offer outcomes and supervisors."""
        self.choose("outcome", self.outcomes())
        self.offer_supervisors()
        last = self.matter.measures.order_by("pk").last()
        if last is not None:
            self.initial.setdefault("officer_ids", [str(who["person"]) for who in last.officers])
        if self.matter.alarm is not None:
            self.initial.setdefault("basis", self.matter.alarm.article)


class JudgeForm(MatterForm):
    """What became of a report of the organ."""

    outcome = choice(_("What you found"))
    text = long_text(WHY)
    due_on = day_field(
        _("New day by which to report"), required=False, help_text=_("Only where it is sent back.")
    )  # fmt: skip

    def prepare(self) -> None:
        """Offer the outcomes, and to send the report back; where no report came, only what says so."""
        reported = self.matter.letters.filter(settled_on__isnull=True, answered_on__isnull=False).exists()
        if reported:
            self.choose("outcome", [*self.outcomes("objected"), ("returned", _("Sent back, to be completed"))])
        else:
            self.choose("outcome", self.outcomes("objected", "accepted", "executed"))
            for name in {"due_on", "executed"} & set(self.fields):
                del self.fields[name]


class VerifyForm(JudgeForm):
    """What became of the government's decision."""

    executed = tick(_("The decision is executed in full"))


class RecheckForm(OutcomeForm):
    """What became of an objection."""

    due_on = day_field(
        _("New term of the letter"), required=False, help_text=_("Only where the letter stands and gets more time.")
    )  # fmt: skip

    def prepare(self) -> None:
        """Offer a new term where the old one ran out while the objection was checked."""
        super().prepare()
        letter, today = self.matter.letters.filter(settled_on__isnull=True).last(), clock.today()
        if letter is not None and letter.due_on <= today:
            self.initial.setdefault("due_on", term_of(letter.kind, self.matter, today))
