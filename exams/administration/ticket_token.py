"""What the code on an admission ticket holds: the address of the check-in page with the number and a short seal.

A seal of 40 bits proves that the ticket is one of ours; it is shown only to people who check tickets against a list, so
guessing it gains nothing. No personal data is in it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enforcement.errors import Invalid
from exams.administration.ticket_number import is_ticket_number

SEAL_BYTES = 5


class NoTicket(Invalid):
    """Refuse what was scanned or typed if it is no ticket's number."""

    sentence = _("This is not the number of an admission ticket.")
    remedy = _("Scan the code again, or type the fifteen digits printed under it.")


class ForgedTicket(NoTicket):
    """Refuse a code that this system did not print."""

    sentence = _("This code was not printed by this system.")
    remedy = _("Check the candidate's identity card and look the name up in the list of the room.")


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"exams.ticket.1:" + secret.encode()).digest()


def sealed(number: str) -> str:
    """Return the number with its seal, in letters and digits that a QR code writes tightly."""
    mac = hmac.new(_key(settings.SECRET_KEY), number.encode(), hashlib.sha256).digest()[:SEAL_BYTES]
    return f"{number}-{base64.b32encode(mac).decode()}"


def number_in(text: str) -> str:
    """Return the ticket's number from what was scanned (an address or a sealed number) or typed.

    Raises:
        NoTicket: for anything else. ForgedTicket: if the seal is wrong.
    """
    last = text.strip().upper().rstrip("/").rpartition("/")[2]
    plain, dash, _seal = last.partition("-")
    number = re.sub(r"\s", "", plain)
    if not is_ticket_number(number):
        raise NoTicket(field="ticket")
    if dash and not hmac.compare_digest(last, sealed(number)):
        raise ForgedTicket(field="ticket")
    return number
