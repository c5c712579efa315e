"""What the register adds to a live code whose signatures are good: is the phone known, and is the code of now."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certification.models import BoundDevice
from certification.verifier.verdict import SHOWN_SECONDS

State = Literal["valid", "screenshot", "ended", "unknown"]


class Judgement(NamedTuple):
    """The state that a live code has by its phone and its time, with the reason; ``valid`` leaves it to the rest."""

    state: State
    reason: str | Promise = ""


FRESH: Final = Judgement("valid")
SCREENSHOT: Final = Judgement("screenshot", _("This code is not of this minute: it may be a screenshot."))
WITHDRAWN: Final = Judgement("ended", _("The phone that shows this code was withdrawn."))
UNKNOWN: Final = Judgement("unknown", _("The register does not know the phone that shows this code."))


def judge(*, public: bytes, sid: int, made_at: datetime, now: datetime) -> Judgement:
    """Return what the phone's key (33 bytes), the serial in the token and the signed time say (one query)."""
    found = BoundDevice.objects.filter(public=public, credential__sid=sid).values_list("withdrawn_at").first()
    if found is None:
        return UNKNOWN
    if found[0] is not None:
        return WITHDRAWN
    return FRESH if is_fresh(made_at, now) else SCREENSHOT


def is_fresh(made_at: datetime, now: datetime) -> bool:
    """Return whether a code is of this minute; of another it is taken for a screenshot, or its clock is wrong."""
    return abs((now - made_at).total_seconds()) <= SHOWN_SECONDS
