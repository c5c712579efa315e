"""Why an act on a public list is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Invalid, NotAllowed, OutOfOrder

TWO = "国办发〔2018〕118号第六项（公开前审核）；山东省行政执法公示规定（两人审核）"


class ListWrong(Invalid):
    """Refuse a workbook with any cell that is wrong."""

    sentence = _("The workbook has mistakes; nothing was taken in.")
    remedy = _("Correct the cells that the check names and choose the file again.")


class DraftThere(OutOfOrder):
    """Refuse a second draft of one list."""

    sentence = _("There is a draft of this list already.")
    remedy = _("Go on with that draft, or discard it first.")


class NoDraft(OutOfOrder):
    """Refuse to write in, discard or publish what is published."""

    sentence = _("This version is published: it never changes.")
    remedy = _("Begin a new draft; it starts as a copy of the version in force.")


class SameWriter(NotAllowed):
    """Refuse whoever wrote in the draft."""

    sentence = _("You wrote in this draft: another person checks and publishes it.")
    article = TWO
    remedy = _("Ask a colleague with the duty of publication, or the head of the agency.")


class NotEarlier(OutOfOrder):
    """Refuse a version that would begin before the one in force."""

    sentence = _("The version in force begins on the same day or later.")
    remedy = _("Discard the draft and begin one with a later day.")


class RowWrong(Invalid):
    """Refuse a row with a fault, said at its field."""
