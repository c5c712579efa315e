"""Few comments an hour from one address: whoever sends many waits, and nobody is known by name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from enforcement.errors import TooMany

FREE: Final = 5
HOUR: Final = 3600


class TooManyComments(TooMany):
    """Ask to come back later; what was typed stays."""

    sentence = _("Very many comments have come from your network in this hour.")
    remedy = _("What you wrote stays here. Send it again later.")
    retry_after = HOUR


def slowly(request: HttpRequest, act: Callable[..., Any]) -> Callable[..., Any]:
    """Return the act, refused once an address has sent five comments in an hour. The address is not kept."""

    def counted(**facts: Any) -> Any:
        address = f"{settings.SECRET_KEY}{request.META.get('REMOTE_ADDR', '')}"
        key = f"chart-comment:{hashlib.sha256(address.encode()).hexdigest()[:32]}"
        cache.add(key, 0, timeout=HOUR)
        if cache.incr(key) > FREE:
            raise TooManyComments
        return act(**facts)

    return counted
