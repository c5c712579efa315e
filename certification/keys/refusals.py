"""What ceremonies of keys refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Invalid, Refusal


class WrongScope(Invalid):
    """Refuse a key whose numbers, agencies or days make no sense."""

    sentence = _(
        "A key for credentials needs the beginnings of its card numbers, and its last day not before its first."
    )
    remedy = _("Write at least one beginning, such as 151481, and check the two days.")


class UnknownAgency(Invalid):
    """Refuse an agency that the register does not have under this name."""

    sentence = _("No agency of the register has exactly this name.")
    remedy = _("Write the names as they stand on the credentials, one a line.")


class NoSuchKey(Invalid):
    """Refuse a key that is not there, or that is not in the state for it."""

    sentence = _("There is no such key, or it is not in the state for this.")
    remedy = _("Look at the list of keys.")


class DayToCome(Invalid):
    """Refuse to withdraw trust from a day to come."""

    sentence = _("The day on which a key fell into other hands cannot lie ahead.")
    remedy = _("Enter the last day on which it was certainly safe, plus one.")


class KeyNotMade(Refusal):
    """Refuse a key whose private half cannot be made or opened where it is kept."""

    sentence = _("The private half of the key cannot be made or opened where it is kept.")
    remedy = _("Show the administrator what is wrong: %(fault)s")

    def __init__(self, fault: Exception) -> None:
        """Take what the file or the module said; it is for the administrator, in English."""
        super().__init__(remedy=self.remedy % {"fault": fault})


class GroundMissing(Invalid):
    """Refuse a proposal that nobody could judge."""

    sentence = _("Say why, with the document that decided it.")


class StatementMissing(Invalid):
    """Refuse to hand over without the words of the present root."""

    sentence = _("This is not what the present root signs when it hands over.")
    remedy = _("Make it on the machine of the root keys: manage.py sign_key_list --hand-over N --out statement.jwt.")


class AlreadyDecided(Refusal):
    """Refuse to decide twice."""

    sentence = _("This proposal has been decided already.")
    remedy = _("Reload the page to see how.")


class SamePerson(Refusal):
    """Refuse to confirm what one proposed oneself."""

    sentence = _("Whoever proposes something about keys cannot confirm it.")
    remedy = _("Ask a second person who keeps the keys to sign in and confirm it.")
