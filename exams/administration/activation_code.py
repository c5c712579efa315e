"""The one-time code by which somebody whose account was opened from a roster sets a first password.

Nothing is stored: the code follows from the ticket and the person, and it is spent once there is a password. It opens
only accounts that hold no duty, so that whoever prints tickets cannot take over anybody with powers.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.hashers import is_password_usable

from enforcement.organisation.models import AgencyGroupDuty, AgencyPersonDuty, Person

CODE_BYTES = 7
LETTERS = 10


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"exams.activation.1:" + secret.encode()).digest()


def activation_code(*, person_id: int, ticket: str) -> str:
    """Return the code: ten letters and digits, fifty bits, in two groups."""
    mac = hmac.new(_key(settings.SECRET_KEY), f"{person_id}:{ticket}".encode(), hashlib.sha256).digest()[:CODE_BYTES]
    text = base64.b32encode(mac).decode()[:LETTERS]
    return f"{text[:5]}-{text[5:]}"


def plain(code: str) -> str:
    """Return a code as it was typed without blanks, dashes and small letters."""
    return "".join(char for char in code.upper() if char.isalnum())


def may_be_activated(person: Person) -> bool:
    """Return whether a person still waits for a first password and holds no duty."""
    if is_password_usable(person.password) or not person.is_active or person.last_login is not None:
        return False
    groups = AgencyGroupDuty.objects.filter(group__user=person).exists()
    return not groups and not AgencyPersonDuty.objects.filter(user=person).exists() and not person.is_superuser
