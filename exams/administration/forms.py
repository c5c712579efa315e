"""Forms of administration that several pages share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from enforcement.organisation.models import Agency
from exams.administration.seating import LIST, LOT
from exams.administration.ticket_number import is_ticket_number
from exams.models import Room
from exams.models.administration import Request

MOST_BYTES = 12 * 1024 * 1024


def offer(field: forms.Field, choices: list[tuple[Any, Any]]) -> None:
    """Give a field its choices."""
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
    field.choices = choices


class ReasonForm(forms.Form):
    """Why something is asked for."""

    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class DecisionForm(forms.Form):
    """What is decided on a request, and why."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[(Request.State.GRANTED, _("grant it")), (Request.State.REFUSED, _("refuse it"))],
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(
        label=_("Grounds of the decision"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when it is refused; the person who asked reads it."),
    )


class RosterForm(forms.Form):
    """A roster to be checked."""

    file = forms.FileField(
        label=_("Roster"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text=_("A workbook (.xlsx) or a table of text (.csv), at most 12 MB."),
    )
    create_accounts = forms.BooleanField(
        label=_("Open accounts for people whom the system does not know"),
        required=False,
        help_text=_(
            "They get a user name and a one-time code on their admission ticket and set a password themselves."
        ),
    )


class SiteForm(forms.Form):
    """A new site."""

    agency_id = forms.TypedChoiceField(label=_("Agency"), coerce=int)
    name = forms.CharField(label=_("Name of the site"), max_length=80)
    address = forms.CharField(
        label=_("Address"), max_length=120, help_text=_("As candidates find it; it stands on their tickets.")
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **more: Any) -> None:
        """Offer these agencies."""
        super().__init__(*args, **more)
        offer(self.fields["agency_id"], [(a.pk, a.title) for a in agencies])


class SiteInUseForm(forms.Form):
    """A site that is there."""

    name = forms.CharField(label=_("Name of the site"), max_length=80)
    address = forms.CharField(label=_("Address"), max_length=120)
    is_active = forms.BooleanField(label=_("in use"), required=False)


class RoomForm(forms.Form):
    """A new room."""

    name = forms.CharField(
        label=_("Name of the room"), max_length=40, help_text=_("Such as 101, or the name of a computer room.")
    )
    seats = forms.IntegerField(
        label=_("Seats"), min_value=1, max_value=2000, help_text=_("Numbered from 1; neighbours follow each other.")
    )


class RoomInUseForm(RoomForm):
    """A room that is there."""

    is_active = forms.BooleanField(label=_("in use"), required=False)


class RoomsForm(forms.Form):
    """The rooms of a session."""

    room_ids = forms.TypedMultipleChoiceField(
        label=_("Rooms"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple, empty_value=[],
        help_text=_("None for an exam that everybody sits where they are."),
    )  # fmt: skip

    def __init__(self, *args: Any, rooms: QuerySet[Room], **more: Any) -> None:
        """Offer these rooms."""
        super().__init__(*args, **more)
        offer(self.fields["room_ids"], [(r.pk, _seats_of(r)) for r in rooms.order_by("site__name", "name")])


def _seats_of(room: Room) -> str:
    words = ngettext("%(room)s, %(n)d seat", "%(room)s, %(n)d seats", room.seats)
    return words % {"room": room, "n": room.seats}


class SeatingForm(forms.Form):
    """How seats are given."""

    order = forms.ChoiceField(
        label=_("Order"),
        choices=[
            (LOT, _("by lot, with a seed that everybody can draw again")),
            (LIST, _("by the numbers of the tickets")),
        ],
        initial=LOT,
        widget=forms.RadioSelect,
        help_text=_("Either way neighbours come from different agencies, as far as there are others."),
    )
    seed = forms.CharField(
        label=_("Seed"),
        max_length=40,
        required=False,
        help_text=_("A number drawn in public, such as a lottery's; left empty, the system draws one."),
    )
    again = forms.BooleanField(
        label=_("Seat everybody anew"),
        required=False,
        help_text=_("Otherwise only those without a seat are given one."),
    )


class MoveForm(forms.Form):
    """Another seat for one candidate."""

    room_id = forms.TypedChoiceField(label=_("Room"), coerce=int)
    seat = forms.IntegerField(label=_("Seat"), min_value=1, max_value=2000)
    swap = forms.BooleanField(label=_("Change places with whoever sits there"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, rooms: QuerySet[Room], **more: Any) -> None:
        """Offer these rooms."""
        super().__init__(*args, **more)
        offer(self.fields["room_id"], [(r.pk, _seats_of(r)) for r in rooms.order_by("site__name", "name")])


class ActivationForm(forms.Form):
    """A first password."""

    ticket = forms.CharField(label=_("Number of the admission ticket"), max_length=24)
    code = forms.CharField(label=_("One-time code"), max_length=16)
    password = forms.CharField(
        label=_("New password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("New password again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean_ticket(self) -> str:
        """Return the number without blanks."""
        number = "".join(str(self.cleaned_data["ticket"]).split())
        if not is_ticket_number(number):
            raise forms.ValidationError(_("This is not the number of an admission ticket."))
        return number

    def clean(self) -> dict[str, Any]:
        """Compare the two."""
        data = super().clean() or {}
        if data.get("password") != data.pop("again", None):
            self.add_error("again", _("The two passwords differ."))
        return data


class UnregisterForm(forms.Form):
    """Why a registration is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
