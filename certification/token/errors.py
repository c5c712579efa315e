"""Why a token cannot be verified, in the language of whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import ClassVar

from django.utils.functional import lazystr
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from certification import verifier
from certification.verifier import Reason, sentences
from enforcement.errors import Refusal


class _Sentence:
    """A sentence of the verifier, said in the language of the moment."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason

    def __str__(self) -> str:
        return sentences.reason(self.reason, "en" if (get_language() or "").startswith("en") else "zh")


class Unverifiable(Refusal):
    """Refuse a token that is not proven genuine; ``reason`` says why. It never means that it is valid."""

    status: ClassVar[int] = HTTPStatus.UNPROCESSABLE_ENTITY
    remedy = _("Scan the code again. If it still fails, call the number of the issuing authority.")

    def __init__(self, reason: Reason) -> None:
        """Take the reason; the sentence follows from it."""
        self.reason = reason
        super().__init__(lazystr(_Sentence(reason)))


@contextmanager
def refusing() -> Iterator[None]:
    """Turn the verifier's refusals into those of the system."""
    try:
        yield
    except verifier.Unverifiable as fault:
        raise Unverifiable(fault.reason) from fault
