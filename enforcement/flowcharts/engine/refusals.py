"""How the engine refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from enforcement.errors import NotAllowed, OutOfOrder, Refusal
from enforcement.flowcharts.graph import Node


class StepNotOpen(OutOfOrder):
    """Refuse an act whose step is not open on the chart."""


class RunClosed(OutOfOrder):
    """Refuse an act on a procedure that has ended."""

    sentence = _("This procedure has ended.")
    remedy = _("Nothing more can be done in it; open a new one if there is a new fact.")


class NotYourStep(NotAllowed):
    """Refuse a person whose duties do not fit the step."""


class UnknownOutcome(Refusal):
    """Refuse an outcome that the chart does not know at this step."""

    sentence = _("The published procedure has no such outcome at this step.")
    remedy = _("Choose one of the outcomes that the page offers.")


class Backdated(Refusal):
    """Refuse a moment before the step was entered."""

    sentence = _("The moment of the act lies before the step began.")
    remedy = _("Check the date: a step cannot end before it begins.")


class GuardFailed(Refusal):
    """Refuse because a guard of the step does not hold; sentence, article and remedy are the guard's."""


def not_open(wanted: str, names: list[str]) -> StepNotOpen:
    """Return the refusal that names the steps that are open."""
    if not names:
        return StepNotOpen()
    listed = "、".join(names)
    return StepNotOpen(
        _("The step is not open now. Open now: %(names)s.") % {"names": listed},
        remedy=_("Do the open step first, or reload the page: somebody may have done this one (%(wanted)s) already.")
        % {"wanted": wanted},
    )


def not_yours(node: Node, titles: list[str]) -> NotYourStep:
    """Return the refusal that names the duty the step asks for."""
    return NotYourStep(_("The step “%(step)s” is for: %(duties)s.") % {"step": node.name, "duties": "、".join(titles)})
