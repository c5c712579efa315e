"""What a rule is about, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from enforcement.flowcharts.lint.rule import Kind


def kind_names() -> dict[Kind, str]:
    """Return the kinds of charts by the names people use."""
    return {
        "penalty": _("general penalty procedure"),
        "simplified": _("penalty on the spot"),
        "hearing": _("hearing procedure"),
        "discussion": _("collective discussion procedure"),
        "supervision": _("supervision procedure"),
        "credential": _("credential procedure"),
        "licence": _("licensing procedure"),
    }
