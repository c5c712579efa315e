"""Forms of tests by an entrusted body, and of recordings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.evidence.end_test import ask_retest, end_test
from cases.evidence.enter_recording import enter_recording
from cases.evidence.entrust_test import entrust_test
from cases.evidence.when import WHILE_OPEN
from cases.forms.base import ActForm, choice, day_field, long_text
from cases.forms.measures import say_measure
from cases.models import Case, EntrustedTest, Measure, Recording, Sample
from cases.pages import Page, bind


def one_of(label: Any, **more: Any) -> forms.TypedChoiceField:
    """Return a field for one row of the case, filled by ``prepare``."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, **more)


class EntrustForm(ActForm):
    """Who tests what, and when the party was told."""

    days = ("from_on",)
    subject = forms.CharField(label=_("What is tested"), max_length=120)
    body = forms.CharField(label=_("Entrusted body"), max_length=120)
    qualification = forms.CharField(label=_("Number of its qualification"), max_length=80)
    question = forms.CharField(label=_("What is asked of it"), max_length=300)
    sample_id = one_of(_("Sample"), required=False)
    measure_id = one_of(_("Seizure whose days stop"), required=False)
    from_on = day_field(_("Test began on"))
    told_on = day_field(
        _("Party told in writing on"), required=False, help_text=_("Without it the days of the test count.")
    )  # fmt: skip

    def prepare(self) -> None:
        """Offer samples and seizures."""
        fields: Any = self.fields
        samples = Sample.objects.filter(inquiry__case=self.case)
        fields["sample_id"].choices = [("", "—"), *((s.pk, f"{s} · {s.seal_number}") for s in samples)]
        seized = self.case.measures.filter(kind=Measure.Kind.SEIZE, ended_on__isnull=True, test_from_on__isnull=True)
        fields["measure_id"].choices = [("", "—"), *((m.pk, say_measure(m)) for m in seized)]


class ResultForm(ActForm):
    """The result, and when the party was told it."""

    days = ("to_on", "result_told_on")
    test_id = one_of(_("Test"))
    to_on = day_field(_("Test ended on"))
    result = long_text(_("Result of the test"), rows=3)
    result_told_on = day_field(_("Result told to the party on"), help_text=_("With the right to ask for another test."))

    def prepare(self) -> None:
        """Offer the tests that last."""
        self.fields["test_id"].choices = _tests(self.case, to_on__isnull=True)  # type: ignore[attr-defined]


class RetestForm(ActForm):
    """The party's request."""

    days = ("asked_on",)
    test_id = one_of(_("Test"))
    asked_on = day_field(_("Day of the request"))

    def prepare(self) -> None:
        """Offer the tests whose result was told."""
        self.fields["test_id"].choices = _tests(self.case, **TOLD)  # type: ignore[attr-defined]


class RecordingForm(ActForm):
    """Where a recording is kept."""

    days = ("recorded_on",)
    subject = choice(_("What was recorded"), choices=Recording.Subject.choices)
    measure_id = one_of(_("Which seizure"), required=False)
    recorded_on = day_field(_("Day"))
    device = forms.CharField(label=_("Recording device"), max_length=60)
    reference = forms.CharField(label=_("Number of the file, and where it is kept"), max_length=120)
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=1, max_value=6000)
    sha256 = forms.CharField(label=_("SHA-256 of the file"), max_length=64, required=False)

    def prepare(self) -> None:
        """Offer the seizures."""
        rows = self.case.measures.filter(kind=Measure.Kind.SEIZE)
        self.fields["measure_id"].choices = [  # type: ignore[attr-defined]
            ("", "—"), *((m.pk, say_measure(m)) for m in rows)
        ]  # fmt: skip


TOLD: dict[str, Any] = {"result_told_on__isnull": False, "retest_asked_on__isnull": True}


def _tests(case: Case, **which: Any) -> list[tuple[int, str]]:
    return [(t.pk, f"{t.subject} · {t.body}") for t in EntrustedTest.objects.filter(case=case, **which)]


def _lasts(case: Case) -> bool:
    return case.tests.filter(to_on__isnull=True).exists()


def _told(case: Case) -> bool:
    return case.tests.filter(**TOLD).exists()


def _bind(act: str, title: Any, form: type[ActForm], do: Any, **more: Any) -> None:
    bind(Page(act, title, form, do, step_acts=WHILE_OPEN, submit=_("Record"), **more))


_bind("entrust_test", _("Send for testing"), EntrustForm, entrust_test, icon="flask-2")
_bind("end_test", _("Record the result of a test"), ResultForm, end_test, icon="report-analytics", offered=_lasts)
_bind("ask_retest", _("The party asks for another test"), RetestForm, ask_retest, icon="repeat", offered=_told)
_bind("enter_recording", _("Enter a recording"), RecordingForm, enter_recording, icon="video")
