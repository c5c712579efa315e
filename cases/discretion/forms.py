"""Forms of weighing, of departing, of the limitation and of comparing acts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.discretion.doubles import fined_elsewhere
from cases.discretion.fields import add_weighing
from cases.forms.base import ActForm, day_field, long_text


class WeighForm(ActForm):
    """How the case is weighed on its benchmark."""

    departure_reason = long_text(
        _("Why the penalty shall depart from the benchmark"), rows=2, required=False,
        help_text=_("Only if it shall: the main head approves that, or a discussion."),
    )  # fmt: skip

    def prepare(self) -> None:
        """Begin with the last weighing."""
        add_weighing(self, self.case, required=True)


class DepartureForm(ActForm):
    """The main head's approval of a departure."""

    reason = long_text(_("Why the benchmark would be plainly improper here"), rows=3, required=False)

    def prepare(self) -> None:
        """Begin with the reason that the officers gave."""
        last = self.case.weighings.last()
        self.initial.setdefault("reason", last.departure_reason if last else "")


class LimitationForm(ActForm):
    """Until when the act lasted, and which limitation applies."""

    ended_on = day_field(
        _("Last day of the act, if it continued"), required=False,
        help_text=_("The limitation of a continuing act runs from its end."),
    )  # fmt: skip
    ground = forms.ChoiceField(
        label=_("Which limitation"), required=False,
        choices=[
            ("", _("two years")), ("life", _("five years: life or health, with harm")),
            ("finance", _("five years: financial safety, with harm")),
        ],
    )  # fmt: skip
    reason = long_text(_("On what evidence this rests"), rows=3)


class CompareForm(ActForm):
    """Another case of the same party that was about another act."""

    other_id = forms.TypedChoiceField(label=_("The other case"), coerce=int)
    reason = long_text(_("By which facts the two acts differ"), rows=3)

    def prepare(self) -> None:
        """Offer the cases that fined the party for what may be the same act."""
        rows = fined_elsewhere([self.case.pk]).get(self.case.pk, ())
        self.fields["other_id"].choices = [(f.case_id, f.number) for f in rows]  # type: ignore[attr-defined]
