"""Forms of letters: those that are issued, what follows them, and what the organ answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import choice, day_field, long_text, tick
from cases.supervision.matters.fields import FilesField, MatterForm
from cases.supervision.matters.grounds import GROUNDS, OTHER
from cases.supervision.matters.issue_letter import term_of
from cases.supervision.matters.models import Consequence, Correction, Letter
from enforcement import clock
from enforcement.organisation.models import Post

BASIS = _("Law and article that the letter rests on")


class LetterForm(MatterForm):
    """An urging or opinion letter, begun with what the investigation found."""

    kind = "urging"
    text = long_text(_("The problem"), rows=6)
    basis = forms.CharField(label=BASIS, max_length=300)
    demands = long_text(_("What must be corrected"), rows=4, help_text=_("One thing a line; each is followed up."))
    due_on = day_field(_("Report by"))

    def prepare(self) -> None:
        """Begin with the finding and the term of the letter."""
        self.initial.setdefault("text", self.matter.finding_text)
        self.initial.setdefault("basis", self.matter.finding_basis)
        self.initial.setdefault("due_on", term_of(self.kind, self.matter, clock.today()))


class OpinionForm(LetterForm):
    """An opinion letter."""

    kind = "opinion"


class NoticeForm(LetterForm):
    """A notice of supervision, on a breach of the rules of procedure."""

    kind = "notice"


class DecideForm(LetterForm):
    """The government's decision."""

    kind = "decision"
    measure = choice(_("What is decided"), choices=Letter.Measure.choices)
    ground = forms.ChoiceField(label=_("Ground of the decision"))
    field_order = ("measure", "ground", "text", "basis", "demands", "due_on")

    def prepare(self) -> None:
        """Offer the grounds, by what is decided."""
        super().prepare()
        said = dict(Letter.Measure.choices)
        offered: list[Any] = [
            (said[measure], [(code, text) for code, (_zh, text) in grounds.items()])
            for measure, grounds in GROUNDS.items()
            if grounds
        ]
        self.choose("ground", [*offered, (OTHER, _("another ground, which the text names"))])


class CircularForm(MatterForm):
    """A circular."""

    receiver = forms.CharField(label=_("Sent to"), max_length=120)
    text = long_text(_("Text of the circular"), rows=6)
    is_public = tick(_("Also made public"))
    public_matter = forms.CharField(
        label=_("If public: the matter, as the public reads it"), max_length=120, required=False,
        help_text=_("The organ is named, persons are not. The text above is not shown to the public."),
    )  # fmt: skip
    public_measure = forms.CharField(
        label=_("If public: what was found and ordered"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    public_reason = forms.CharField(label=_("If public: why it is open"), max_length=200, required=False)


class ReferralForm(MatterForm):
    """A clue handed over."""

    receiver = forms.CharField(label=_("Sent to"), max_length=120, initial="乐陵市监察委员会")
    text = long_text(_("The clue: what points to a breach of duty or a crime in office"), rows=6)


class TreatmentForm(MatterForm):
    """A proposal on a person."""

    person_id = forms.TypedChoiceField(label=_("Person of the organ"), coerce=int)
    treatment = choice(_("Proposed treatment"), choices=Consequence.Treatment.choices)
    text = long_text(_("Facts and reasons"))

    def prepare(self) -> None:
        """Offer the people of the organ."""
        posts = Post.objects.filter(agency__path__startswith=self.matter.agency.path, to_on__isnull=True)
        rows = posts.select_related("person").order_by("person_id")
        self.choose("person_id", [(p.person_id, f"{p.person.name} · {p.title}") for p in rows])


class AnswerForm(forms.Form):
    """The organ's report."""

    text = long_text(_("What was corrected, by whom and when"), rows=6)
    evidence = FilesField(label=_("Evidence"), help_text=_("PDF, JPEG or PNG; several files may be chosen."))


class ObjectionForm(forms.Form):
    """The organ's objection."""

    text = long_text(_("Why the letter is wrong: facts and law"), rows=6)
    evidence = FilesField(label=_("Papers that show it"))


class AccountForm(forms.Form):
    """Who answered for a fault."""

    accountability = choice(_("What came of it"), choices=Correction.Accountability.choices)
    responsible = forms.CharField(label=_("Who answered for it"), max_length=60, required=False)
    text = long_text(_("By which decision, and why"), rows=3)


class TreatmentAnswerForm(forms.Form):
    """What was done about a proposal on a person."""

    text = long_text(_("What was done, by which decision"), rows=4)
