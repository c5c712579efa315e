"""The form of an exam: what it is, the rows of its plan, the rules over the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exams.papers import fields as enforcement_fields
from exams.papers.blueprint import Blueprint
from exams.papers.defaults import Terms
from exams.papers.exam_facts import MOST_MINUTES
from exams.papers.forms.lines import lines
from exams.papers.forms.plan_lines import Number, RowForm, ShareForm, choose

WHOLE = ("mean_from", "mean_to", "spread", "cap", "rest_sessions", "rest_days", "observed")
"""The rules over the whole, by their names in the plan."""
FIXED = 50
"""Points (1/100) of a right option where nobody says another number."""
RULES = [
    ("all_or_nothing", gettext_lazy("only the complete answer counts")),
    ("subset", gettext_lazy("too few right options count in part, a wrong one makes it 0")),
    ("subset_fixed", gettext_lazy("each right option of too few has fixed points, a wrong one makes it 0")),
    ("per_option", gettext_lazy("each option counts for itself, chosen or left out rightly")),
    ("right_minus_wrong", gettext_lazy("each wrong option takes away what a right one gives, never below 0")),
]


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form offers to choose from."""

    agencies: Sequence[tuple[int, str]]
    banks: Sequence[tuple[int, str]]
    laws: Sequence[str]
    topics: Sequence[str]


class ExamForm(forms.Form):
    """An exam. Family and subject are those of the page."""

    template_name = "exams/papers/_exam_form.html"

    title = forms.CharField(label=gettext_lazy("Title"), max_length=80)
    agency_id = forms.TypedChoiceField(label=gettext_lazy("Agency that holds it"), coerce=int)
    bank_id = forms.TypedChoiceField(label=gettext_lazy("Item bank"), coerce=int)
    field = forms.ChoiceField(label=gettext_lazy("Field of enforcement"))
    pass_mark = Number(label=gettext_lazy("Pass mark"), min_value=Decimal("0.01"), decimal_places=2, max_digits=7)
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=MOST_MINUTES)
    multiple_rule = forms.ChoiceField(label=gettext_lazy("Scoring of multiple choice"), choices=RULES)
    fixed = Number(
        label=gettext_lazy("Fixed points of a right option"), min_value=0, decimal_places=2, required=False,
        help_text=gettext_lazy("Only where each right option of too few has fixed points."),
    )  # fmt: skip
    attempts = forms.IntegerField(label=gettext_lazy("Sittings a person may have"), min_value=1, max_value=20)
    retake_days = forms.IntegerField(
        label=gettext_lazy("Days between two sittings"), min_value=0, max_value=400,
        help_text=gettext_lazy("0: a person may sit again at once."),
    )  # fmt: skip
    training_hours = forms.IntegerField(
        label=gettext_lazy("Hours of training needed"), min_value=0, max_value=400,
        help_text=gettext_lazy("In the twelve months before the session; 0: none."),
    )  # fmt: skip
    mean_from = Number(
        label=gettext_lazy("Mean difficulty from"), min_value=1, max_value=5, decimal_places=2,
        help_text=gettext_lazy("Of a whole paper, from 1 (easy) to 5 (hard), weighed by points."),
    )  # fmt: skip
    mean_to = Number(label=gettext_lazy("Mean difficulty to"), min_value=1, max_value=5, decimal_places=2)
    spread = Number(
        label=gettext_lazy("Largest difference between papers"), min_value=0, max_value=4, decimal_places=2,
        help_text=gettext_lazy("Of the mean difficulty of the papers of a session. 0.1 is hardly noticed."),
    )  # fmt: skip
    cap = forms.IntegerField(
        label=gettext_lazy("An item stands in at most so many papers"), min_value=0, max_value=200,
        help_text=gettext_lazy("Of the parallel papers of a session; 0: in all."),
    )  # fmt: skip
    rest_sessions = forms.IntegerField(
        label=gettext_lazy("An item rests after so many sessions"), min_value=0, max_value=100,
        help_text=gettext_lazy("0: it never rests."),
    )  # fmt: skip
    rest_days = forms.IntegerField(label=gettext_lazy("within so many days"), min_value=0, max_value=3660)
    observed = forms.BooleanField(
        label=gettext_lazy("Take an item's difficulty from earlier candidates where enough have answered it"),
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Any = None,
        *,
        offered: Offered,
        is_professional: bool,
        is_new: bool,
        initial: Mapping[str, Any],
        prefix: str | None = None,
    ) -> None:
        """Offer what there is; ``initial`` also has the lines ``row`` and ``share``."""
        super().__init__(data, files, initial=dict(initial), prefix=prefix)
        choose(self.fields["agency_id"], offered.agencies)
        choose(self.fields["bank_id"], offered.banks)
        self.fields["field"] = _field_of_enforcement(initial)
        for name, wanted in (("field", is_professional), ("agency_id", is_new)):
            if not wanted:
                del self.fields[name]
        self.topics = offered.topics
        self.rows = lines(RowForm, name="row", data=data, initial=initial["row"], laws=offered.laws)
        self.shares = lines(ShareForm, name="share", data=data, initial=initial["share"], laws=offered.laws)

    @property
    def has_more(self) -> bool:
        """Whether the rules over the whole should be open to read."""
        return bool(self.shares) or (self.is_bound and any(self.has_error(name) for name in WHOLE))

    def clean(self) -> dict[str, Any]:
        """Put the plan together and name everything as the acts do."""
        data = super().clean() or {}
        for message in self._faults():
            self.add_error(None, message)
        if data.get("mean_from", 100) > data.get("mean_to", 500):
            self.add_error("mean_to", _("This must not be below the least."))
        return self._facts(data) if not self.errors else data

    def _faults(self) -> Iterator[str]:
        """Yield what is wrong in the lines, each said with its place."""
        if not self.rows:
            yield _("The plan needs at least one row.")
        for name, made in ((_("Row"), self.rows), (_("Share"), self.shares)):
            for line in made:
                for field, errors in line.errors.items():
                    label = line.fields[field].label if field in line.fields else ""
                    yield f"{name} {line.position} · {label}: {' '.join(map(str, errors))}"

    def _facts(self, data: dict[str, Any]) -> dict[str, Any]:
        plan = Blueprint(
            rows=tuple(line.row() for line in self.rows if isinstance(line, RowForm)),
            shares=tuple(line.share() for line in self.shares if isinstance(line, ShareForm)),
            **{name: data.pop(name) for name in WHOLE},
        )
        fixed = data.pop("fixed")
        terms = Terms(
            multiple_rule=data.pop("multiple_rule"), fixed=FIXED if fixed is None else fixed,
            attempts=data.pop("attempts"), training_hours=data.pop("training_hours"),
            retake_days=data.pop("retake_days"),
        )  # fmt: skip
        return {"field": "", **data, "blueprint": plan, "terms": terms}


def _field_of_enforcement(initial: Mapping[str, Any]) -> forms.Field:
    known = enforcement_fields.choices()
    label = gettext_lazy("Field of enforcement")
    present = str(initial.get("field") or "")
    if not known:
        return forms.CharField(label=label, max_length=40)
    if present and present not in dict(known):
        known = [*known, (present, present)]
    return forms.ChoiceField(label=label, choices=[("", "—"), *known])
