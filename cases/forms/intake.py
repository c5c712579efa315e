"""Forms from clue to filing: register, check, file, assign."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.assign import assign
from cases.check_clue import check_clue
from cases.file_case import REFUSALS, file_case
from cases.forms.base import (
    HELPERS,
    HELPERS_HELP,
    OFFICERS,
    OFFICERS_HELP,
    OUTCOME,
    ActForm,
    PeopleField,
    PersonField,
    choice,
    day_field,
    long_text,
    tick,
)
from cases.forms.measures import two_tongues
from cases.models import Case, Party
from cases.pages import Page, bind
from certification.fields import FIELDS
from enforcement import clock
from enforcement.organisation.models import Agency


class RegisterForm(forms.Form):
    """A clue and its party."""

    agency_id = forms.TypedChoiceField(label=_("Agency"), coerce=int)
    field = forms.ChoiceField(label=_("Field of enforcement"))
    source = choice(_("How the clue came"), choices=Case.Source.choices)
    clue_on = day_field(_("Day of the clue"))
    cause = forms.CharField(label=_("Cause (案由)"), max_length=120, help_text=_("What the party is suspected of."))
    summary = long_text(_("What is known"))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    act_on = day_field(
        _("Day of the act"), required=False, help_text=_("If known: an act is punishable for two years (art. 36).")
    )
    party_kind = choice(_("The party is"), choices=Party.Kind.choices)
    party_name = forms.CharField(label=_("Name of the party"), max_length=80)
    party_code = forms.CharField(
        label=_("Identity number or credit code"), max_length=18, required=False,
        help_text=_("18 characters; kept encrypted, shown masked."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    representative = forms.CharField(label=_("Legal representative or person in charge"), max_length=40, required=False)
    party_phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    party_address = forms.CharField(label=_("Address"), max_length=120, required=False)
    sender = forms.CharField(
        label=_("Referred or ordered by"), max_length=120, required=False,
        help_text=_("Only for a referral or an order: the agency that sent the clue."),
    )  # fmt: skip
    document = forms.CharField(label=_("Number of its letter"), max_length=80, required=False)
    answer_due_on = day_field(_("It wants an answer by"), required=False)
    reporter = forms.CharField(
        label=_("Name of the reporter"), max_length=40, required=False,
        help_text=_("Sealed: nobody sees it without an entry on the ledger. Empty for an anonymous report."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    reporter_contact = forms.CharField(
        label=_("How to reach the reporter"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    another_matter = tick(
        _("This is another matter than the party's earlier cases"), help_text=_("Only if the page asks for it.")
    )

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [(a.pk, a.title) for a in agencies]  # type: ignore[attr-defined]
        here = {code for a in agencies for code in a.fields} or set(FIELDS)
        self.fields["field"].choices = [  # type: ignore[attr-defined]
            (code, one.title) for code, one in FIELDS.items() if code in here
        ]
        self.fields["clue_on"].initial = clock.today()


class CheckClueForm(ActForm):
    """What two officers found before filing."""

    days = ("held_on",)
    held_on = day_field(_("Day of the check"))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    subject = forms.CharField(label=_("Who or what was checked"), max_length=80, required=False)
    summary = long_text(_("What was found"), rows=6)
    officer_ids = PeopleField(label=OFFICERS, help_text=OFFICERS_HELP)
    helper_ids = PeopleField(label=HELPERS, help_text=HELPERS_HELP, required=False)
    credentials_shown = tick(_("The officers showed their credentials"))
    rights_told = tick(_("The party was told its rights (defence, recusal)"))

    def prepare(self) -> None:
        """Offer the officers."""
        self.offer_officers("officer_ids")
        self.offer_helpers("helper_ids")


class FileCaseForm(ActForm):
    """The four tests of filing, and the answer."""

    outcome = choice(OUTCOME)
    has_evidence = tick(_("There is prima facie evidence of an unlawful act"))
    is_punishable = tick(_("The act is to be punished by law"))
    is_ours = tick(_("The case belongs to this agency"))
    is_in_time = tick(_("The act is not out of time (two or five years)"))
    legal_basis = forms.CharField(label=_("Provision thought to be broken"), max_length=200, required=False)
    is_complex = tick(_("Complex or serious: to be discussed collectively (art. 57(2))"))
    public_interest = tick(_("Touches a major public interest: to be reviewed in law (art. 58(1)(1))"))
    many_relations = tick(_("Difficult, several legal relations: to be reviewed in law (art. 58(1)(3))"))
    refusal = forms.ChoiceField(label=_("If not filed: the ground"), required=False)
    reason = long_text(_("Reason if not filed"), rows=3, required=False)

    def prepare(self) -> None:
        """Offer the outcomes of the chart and the grounds of the list."""
        self.offer_outcomes()
        self.fields["refusal"].choices = [  # type: ignore[attr-defined]
            ("", "—"), *two_tongues(REFUSALS)
        ]  # fmt: skip


class AssignForm(ActForm):
    """One lead, one or more assisting officers."""

    lead_id = PersonField(label=_("Lead officer (主办人)"))
    co_ids = PeopleField(label=_("Assisting officers (协办人)"), required=False)
    reason = forms.CharField(label=_("Remark"), max_length=200, required=False)

    def prepare(self) -> None:
        """Offer the officers."""
        self.offer_officers("lead_id", "co_ids")


bind(Page("check_clue", _("Check before filing"), CheckClueForm, check_clue, submit=_("Record the check")))
bind(
    Page(
        "file_case",
        _("Decide on filing"),
        FileCaseForm,
        file_case,
        submit=_("Decide on filing"),
        help=_("Filing gives the case its number and starts the ninety days to the decision."),
    )
)
bind(Page("assign", _("Assign the officers"), AssignForm, assign, submit=_("Assign")))
