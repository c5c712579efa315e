"""The rule of the reading interface: a token in force that has the scope and has not asked too often."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cases.exchange.make_token import digest_of
from cases.exchange.models import ApiToken
from cases.exchange.problem import problem
from cases.exchange.scopes import SCOPES
from enforcement import clock
from enforcement.access import Rule

MINUTE = timedelta(minutes=1)
COUNT = """
UPDATE exchange_apitoken SET uses = uses + 1, used_at = %(at)s, window_at = %(minute)s,
  window_uses = CASE WHEN window_at = %(minute)s THEN window_uses + 1 ELSE 1 END
WHERE id = %(id)s RETURNING window_uses
"""


def token_for(scope: str) -> Rule:
    """Return the rule that opens a kind of data to tokens that have its scope; the request then has its ``token``.

    Raises:
        KeyError: for a scope that does not exist.
    """
    _ = SCOPES[scope]
    return Rule(f"token:{scope}", lambda request: _fault(request, scope) is None, refusal=lambda request: request.fault)  # type: ignore[attr-defined]


def token_of(request: HttpRequest) -> ApiToken:
    """Return the token by which a request came in."""
    found: ApiToken = request.token  # type: ignore[attr-defined]
    return found


def _fault(request: HttpRequest, scope: str) -> HttpResponse | None:
    """Return why the request may not read, kept on it as ``fault``; count it on the token."""
    at = clock.now()
    token = _named(request)
    fault = _unknown() if token is None else _refused(token, scope, at)
    if token is not None:
        request.token = token  # type: ignore[attr-defined]
        if fault is not None:
            ApiToken.objects.filter(pk=token.pk).update(denials=F("denials") + 1)
    request.fault = fault  # type: ignore[attr-defined]
    return fault


def _named(request: HttpRequest) -> ApiToken | None:
    kind, _space, text = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not text.strip():
        return None
    return ApiToken.objects.select_related("agency").filter(digest=digest_of(text.strip())).first()


def _refused(token: ApiToken, scope: str, at: datetime) -> HttpResponse | None:
    if token.revoked_at is not None or token.expires_on < clock.day_of(at):
        return _unknown()
    if scope not in token.scopes:
        return problem(
            403, _("This token does not open this kind of data."), headers={"WWW-Authenticate": _scope(scope)}
        )
    minute = at.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"id": token.pk, "at": at, "minute": minute})
        used = cursor.fetchone()[0]
    if used <= token.per_minute:
        return None
    wait = max(1, int((minute + MINUTE - at).total_seconds()))
    return problem(429, _("This token has asked too often in this minute."), headers={"Retry-After": str(wait)})


def _unknown() -> HttpResponse:
    return problem(
        401, _("Send a token that is in force, in the header Authorization: Bearer …"),
        headers={"WWW-Authenticate": 'Bearer realm="api"'},
    )  # fmt: skip


def _scope(scope: str) -> str:
    return f'Bearer realm="api", error="insufficient_scope", scope="{scope}"'
