"""Which form and act serve a step of a dispute, and who does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.disputes.coordinate import (
    accept_dispute,
    ask_opinions,
    follow_dispute,
    hold_coordination,
    propose_ruling,
    record_agreement,
)
from cases.disputes.forms import MeetingForm, ResponsibleForm, StepForm
from cases.disputes.rule_dispute import rule_dispute


@dataclass(frozen=True)
class Step:
    """A step: its form, its act, the duty of whoever does it, the word on its button."""

    form: type[StepForm]
    do: Callable[..., Any]
    duty: str
    submit: str | Promise


STEPS: Final[dict[str, Step]] = {
    "accept_dispute": Step(StepForm, accept_dispute, "supervise", _("Accept or refuse")),
    "ask_opinions": Step(StepForm, ask_opinions, "supervise", _("End the asking")),
    "hold_coordination": Step(MeetingForm, hold_coordination, "supervise", _("Record the meeting")),
    "record_agreement": Step(ResponsibleForm, record_agreement, "supervise", _("Record what was agreed")),
    "propose_ruling": Step(ResponsibleForm, propose_ruling, "supervise", _("Submit to the government")),
    "rule_dispute": Step(ResponsibleForm, rule_dispute, "govern", _("Rule on it")),
    "follow_dispute": Step(StepForm, follow_dispute, "supervise", _("Record the effect")),
}
