"""What the flags and figures are called, and what each flag asks somebody to do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FLAGS: dict[str, tuple[str | Promise, str | Promise]] = {
    "negative": (
        _("the better ones miss it"),
        _("Those with better papers answer it wrong more often. Check the key first."),
    ),
    "distractor": (
        _("a wrong option beats the right one"),
        _("The best fifth chose a wrong option more often than a right one. Check the key and the wording."),
    ),
    "weak": (_("tells little apart"), _("Good and weak papers answer it alike. Word it more sharply or retire it.")),
    "hard": (_("very hard"), _("Less than a fifth of its points were earned. Was it taught? Is the key right?")),
    "easy": (_("very easy"), _("Nearly everybody has it right: it takes time and tells nothing.")),
    "drift": (
        _("changed since last time"),
        _("It became much easier or harder than in the session before. It may have become known, or the law changed."),
    ),
}


def share(value: float | None) -> str:
    """Return a share as a whole percentage."""
    return "–" if value is None else f"{value * 100:.0f} %"


def figure(value: float | None) -> str:
    """Return a correlation or a difference with two decimals."""
    return "–" if value is None else f"{value:.2f}".replace("-", "−")
