"""Version 1 of the reading interface."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.security import HttpBearer

from cases.exchange.api.described import described, parameters
from cases.exchange.api.faults import answer_faults
from cases.exchange.api.operations import router
from cases.exchange.models import ApiToken

PREFIX: Final = "api/v1"
ABOUT: Final = (
    "Reading interface of the enforcement platform: agencies, cases, decisions, credentials, alarms and flowcharts of "
    "the token's agency and those below it. Lists are paged with after/limit in the order of their numbers. Send "
    "If-None-Match with the ETag that you have. The name of a natural person who is a party is never given."
)


class Token(HttpBearer):
    """A token in the header Authorization; the rule of the address has judged it already."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:  # noqa: ARG002
        """Return the token that the rule found."""
        return getattr(request, "token", None)


api: Final = NinjaAPI(
    title="执法数据读取接口", version="1.0.0", description=ABOUT, docs_url=None, openapi_url=None, auth=Token(),
    urls_namespace="api_v1",
)  # fmt: skip
api.add_router("", router)
answer_faults(api)


@cache
def description() -> dict[str, Any]:
    """Return the OpenAPI description."""
    return described(api, f"{PREFIX}/", (304, 401, 403, 404, 405, 422, 429))


@cache
def _known() -> dict[str, frozenset[str]]:
    return parameters(description())


def known(function: str) -> frozenset[str]:
    """Return the parameters of an operation, by the name of its function."""
    return _known()[function.removeprefix("api_")]
