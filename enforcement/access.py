"""Who may open which page: each view carries one rule, and a view without a rule opens to nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Rule:
    """A named test of the request; ``duties`` are those that pass, for the matrix of roles and pages.

    ``refusal`` answers who does not pass where neither a sign-in nor a page would be understood (programs).
    """

    name: str
    test: Callable[[HttpRequest], bool]
    duties: frozenset[str] = frozenset()
    refusal: Callable[[HttpRequest], HttpResponse] | None = None

    def __call__(self, request: HttpRequest) -> bool:
        """Return whether the request passes."""
        return self.test(request)


public = Rule("public", lambda request: True)  # noqa: ARG005
signed_in = Rule("signed_in", lambda request: request.user.is_authenticated)


def allow(rule: Rule) -> Callable[[View], View]:
    """Mark a view with the rule that opens it."""

    def mark(view: View) -> View:
        view.access_rule = rule  # type: ignore[attr-defined]
        return view

    return mark


# Views of libraries, by the name of their URL. A test proves that none of these is stale.
OF_LIBRARIES: dict[str, Rule] = {
    "account_login": public,
    "account_reauthenticate": signed_in,
    "account_logout": signed_in,
    "account_change_password": signed_in,
    "mfa_index": signed_in,
    "mfa_authenticate": public,
    "mfa_reauthenticate": signed_in,
    "mfa_activate_totp": signed_in,
    "mfa_deactivate_totp": signed_in,
    "mfa_generate_recovery_codes": signed_in,
    "mfa_view_recovery_codes": signed_in,
    "mfa_download_recovery_codes": signed_in,
    "set_language": public,
}


def rule_of(view: Callable[..., Any], url_name: str | None) -> Rule | None:
    """Return the rule of a view, or None where nobody wrote one."""
    found = getattr(view, "access_rule", None)
    if isinstance(found, Rule):
        return found
    return OF_LIBRARIES.get(url_name or "")
