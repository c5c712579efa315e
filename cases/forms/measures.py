"""Forms of measures: preserve, seize, extend, test, dispose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cases.assign import WHILE_HANDLED
from cases.dispose_measure import DISPOSITIONS, dispose_measure
from cases.evidence.regularise import regularise
from cases.evidence.when import WHILE_OPEN
from cases.extend_measure import extend_measure
from cases.forms.base import OFFICERS, OFFICERS_HELP, ActForm, PeopleField, choice, day_field, long_text, tick
from cases.models import Case, Measure
from cases.pages import Page, bind
from cases.people import with_duty
from cases.preserve import preserve
from cases.record_testing import record_testing
from cases.seize import seize
from enforcement.web.times import say_day


def two_tongues(pairs: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    """Return choices in the reader's language from (Chinese, English) pairs by code."""
    english = (get_language() or "").startswith("en")
    return [(code, en if english else zh) for code, (zh, en) in pairs.items()]


class HeadField(forms.TypedChoiceField):
    """The head, or the deputy in charge, who approved."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **kwargs)

    def offer(self, case: Case) -> None:
        """Offer those who hold the head's duty."""
        empty = [] if self.required else [("", "—")]
        self.choices = [*empty, *((p.pk, p.name) for p in with_duty(case.agency, "decide"))]


class MeasureField(forms.TypedChoiceField):
    """A measure of the case that lasts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, widget=forms.RadioSelect, **kwargs)

    def offer(self, case: Case, kind: str = "") -> None:
        """Offer the measures that last, of one kind if given."""
        rows = case.measures.filter(ended_on__isnull=True)
        rows = rows.filter(kind=kind) if kind else rows
        self.choices = [(m.pk, say_measure(m)) for m in rows]
        self.initial = rows[0].pk if len(rows) == 1 else None


def say_measure(measure: Measure) -> str:
    """Return a measure in words with its last day."""
    return gettext("%(kind)s of %(on)s, until %(due)s: %(items)s") % {
        "kind": measure.get_kind_display(), "on": say_day(measure.taken_on), "due": say_day(measure.due_on),
        "items": measure.items[:60],
    }  # fmt: skip


class PreserveForm(ActForm):
    """What is preserved."""

    days = ("taken_on",)
    items = long_text(
        _("List of the things"), rows=5, help_text=_("One thing to a line: name | mark or serial number | quantity.")
    )  # fmt: skip
    list_signed = tick(_("The party signed the list"))
    list_note = forms.CharField(
        label=_("If not signed: why, and who witnessed it"), max_length=200, required=False
    )  # fmt: skip
    legal_basis = forms.CharField(
        label=_("Provision"), max_length=200, initial="中华人民共和国行政处罚法第五十六条"
    )  # fmt: skip
    taken_on = day_field(_("Day"))
    taken_time = forms.TimeField(
        label=_("Hour"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )  # fmt: skip
    place = forms.CharField(label=_("Place"), max_length=120)
    is_urgent = tick(
        _("Urgent: taken before the approval"),
        help_text=_("The head must approve within 24 hours, or the measure is lifted (行政强制法 art. 19)."),
    )
    approved_by_id = HeadField(label=_("Approved by"), required=False)
    officer_ids = PeopleField(label=OFFICERS, help_text=OFFICERS_HELP)

    def prepare(self) -> None:
        """Offer the officers and the heads."""
        self.offer_officers("officer_ids")
        self.fields["approved_by_id"].offer(self.case)  # type: ignore[attr-defined]


class SeizeForm(PreserveForm):
    """What is sealed up or seized, and by which law."""

    legal_basis = forms.CharField(
        label=_("Law or regulation that gives the power"), max_length=200, required=False,
        help_text=_("Only a law, an administrative regulation or a local regulation can (行政强制法 art. 10)."),
    )  # fmt: skip
    only_related = tick(_("Nothing unrelated to the act and no necessities of life are taken (art. 23)"))
    not_delegated = tick(_("Taken by this agency's own officers, not delegated to anybody (art. 17)"))


class ExtendForm(ActForm):
    """Thirty days more."""

    measure_id = MeasureField(label=_("Measure"))
    reason = long_text(_("Which complicated circumstances call for it"), rows=3)

    def prepare(self) -> None:
        """Offer the seizures that last."""
        self.fields["measure_id"].offer(self.case, Measure.Kind.SEIZE)  # type: ignore[attr-defined]


class TestingForm(ActForm):
    """The span of a test."""

    measure_id = MeasureField(label=_("Measure"))
    from_on = day_field(_("Test began on"))
    to_on = day_field(_("Test ended on"), required=False)
    told_on = day_field(
        _("Party told in writing on"), required=False, help_text=_("Without it the days of the test count.")
    )  # fmt: skip

    def prepare(self) -> None:
        """Offer the seizures that last."""
        self.fields["measure_id"].offer(self.case, Measure.Kind.SEIZE)  # type: ignore[attr-defined]


class DisposeForm(ActForm):
    """What became of the things."""

    days = ("ended_on",)
    measure_id = MeasureField(label=_("Measure"))
    disposition = choice(_("What became of the things"))
    ended_on = day_field(_("Day"))
    explanation = forms.CharField(label=_("Remark"), max_length=150, required=False)
    told_on = day_field(_("To the police: party told in writing on"), required=False)

    def prepare(self) -> None:
        """Offer the measures that last."""
        self.fields["measure_id"].offer(self.case)  # type: ignore[attr-defined]
        self.fields["disposition"].choices = two_tongues(DISPOSITIONS)  # type: ignore[attr-defined]


class RegulariseForm(ActForm):
    """The head's answer to an urgent measure."""

    measure_id = MeasureField(label=_("Measure"))
    approved = forms.TypedChoiceField(
        label=_("Decision"), coerce=lambda said: said == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("Approved")), ("no", _("Not approved: lifted at once"))],
    )  # fmt: skip
    opinion = long_text(_("Opinion"), rows=3)

    def prepare(self) -> None:
        """Offer the urgent measures that wait."""
        rows = self.case.measures.filter(WAITING)
        self.fields["measure_id"].choices = [(m.pk, say_measure(m)) for m in rows]  # type: ignore[attr-defined]
        self.fields["measure_id"].initial = rows[0].pk if len(rows) == 1 else None


WAITING = Q(is_urgent=True, regularised_at__isnull=True, ended_on__isnull=True)


def _urgent(case: Case) -> bool:
    return case.measures.filter(WAITING).exists()


def _lasts(case: Case) -> bool:
    return case.measures.filter(ended_on__isnull=True).exists()


def _seized(case: Case) -> bool:
    return case.measures.filter(ended_on__isnull=True, kind=Measure.Kind.SEIZE).exists()


bind(Page("preserve", _("Preserve evidence"), PreserveForm, preserve, submit=_("Preserve")))
bind(Page("seize", _("Seal up or seize"), SeizeForm, seize, submit=_("Seal up or seize")))
bind(
    Page(
        "dispose_measure",
        _("Dispose of preserved or seized things"),
        DisposeForm,
        dispose_measure,
        step_acts=WHILE_HANDLED,
        icon="package-export",
        submit=_("End the measure"),
        offered=_lasts,
    )
)
bind(
    Page(
        "extend_measure",
        _("Extend a seizure"),
        ExtendForm,
        extend_measure,
        step_acts=WHILE_HANDLED,
        duty="decide",
        icon="calendar-plus",
        submit=_("Extend by 30 days"),
        offered=_seized,
    )
)
bind(
    Page(
        "record_testing",
        _("Record a test of seized things"),
        TestingForm,
        record_testing,
        step_acts=WHILE_HANDLED,
        icon="flask",
        submit=_("Record"),
        offered=_seized,
    )
)
bind(
    Page(
        "regularise_measure",
        _("Approve an urgent measure"),
        RegulariseForm,
        regularise,
        step_acts=WHILE_OPEN,
        duty="decide",
        icon="urgent",
        submit=_("Decide"),
        offered=_urgent,
        help=_("Within 24 hours of the measure (行政强制法 art. 19)."),
    )
)
