"""How the two exceptions are refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Invalid, NotAllowed, OutOfOrder, Refusal

PINNED = "国办发〔2018〕118号"


class NotInDraft(OutOfOrder):
    """Refuse a change of an overlay that is no draft any more, or that somebody has judged."""

    sentence = _("This overlay is no longer a draft.")
    remedy = _("What was agreed stays as it is; draft another overlay for what is missing.")


class NothingLaid(Invalid):
    """Refuse an overlay without a change, or a change that no version it lies over has a place for."""

    sentence = _("None of the older versions has the step or term that the changes name.")
    remedy = _(
        "Add a change for a step that they have; versions in force from the day of the law on have the law in them."
    )


class OwnOverlay(NotAllowed):
    """Refuse the drafter as an approver of the same overlay."""

    sentence = _("You drafted this overlay; two others must approve it.")


class OverlayJudged(OutOfOrder):
    """Refuse a second word of the same approver."""

    sentence = _("You have already given your word on this.")


class ReasonsNeeded(Invalid):
    """Refuse an objection without reasons."""

    sentence = _("Say why: a refusal needs its reasons.")


class NotYetLaw(OutOfOrder):
    """Refuse to lay an overlay before the day of the new law."""

    sentence = _("The changed law is not in force yet.")
    remedy = _("It is laid over by itself on its first day.")


class TargetNotPublished(Refusal):
    """Refuse to move a case to a version that is not the published one of the same procedure."""

    sentence = _("A case is moved only to a published version of the same procedure.")
    article = PINNED
    remedy = _("Publish the version first, or choose the one in force.")


class NodeUnmapped(Invalid):
    """Refuse an order that leaves an open step without a place in the other version."""

    sentence = _("An open step has no place in the other version.")
    article = PINNED
    remedy = _("Say for every open step at which step it goes on.")


class PlacesDoNotFit(Invalid):
    """Refuse places that the other version could never have open at the same time."""

    sentence = _("The steps chosen can never be open at the same time in the other version; the case would get stuck.")
    article = PINNED
    remedy = _("Choose one step, or one in each branch of the same parallel part.")


class ClockMissing(Refusal):
    """Refuse a version that does not know a term under way in the case."""

    sentence = _("A term that is running in this case does not exist in the other version.")
    article = PINNED
    remedy = _("Choose a version that has the term; a running term cannot be dropped.")


class OrderWaits(OutOfOrder):
    """Refuse a second order while one waits."""

    sentence = _("An order to move this case waits already.")


class OrderSettled(OutOfOrder):
    """Refuse a word on an order that waits no more."""

    sentence = _("This order has been settled.")


class NotTheOther(NotAllowed):
    """Refuse one person in two parts of the same order."""

    sentence = _("Three different persons ask, approve as head, and approve as supervisor.")


class CaseMovedOn(OutOfOrder):
    """Refuse an order when the case stands elsewhere than when it was asked for."""

    sentence = _("The case has gone on since the order was asked for.")
    remedy = _("Refuse this order and ask for a new one for the steps that are open now.")
