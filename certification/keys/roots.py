"""The root keys: made on the first run, the current one and the next."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from certification.keys.opening import open_root
from certification.models import RootKey
from enforcement.errors import Refusal


class OtherRoot(Refusal):
    """Refuse to sign with a root key file that is not the registered one."""

    sentence = _("The file of the root key on this machine is not the one that is registered.")
    remedy = _("Restore the file root-N.pem from the safe, or sign on the machine that has it.")


def roots_in_use(at: datetime) -> list[RootKey]:
    """Return the current and the next root, made if there never was one.

    Raises:
        OtherRoot: if the file of one is another than the registered one.
    """
    if not RootKey.objects.exists():
        for number, role in ((1, RootKey.Role.CURRENT), (2, RootKey.Role.NEXT)):
            enter_root(number, role, at)
    found = list(RootKey.objects.exclude(role=RootKey.Role.FORMER))
    for root in found:
        if root.role == RootKey.Role.CURRENT and open_root(root.number).public != bytes(root.public):
            raise OtherRoot
    return found


def enter_root(number: int, role: str, at: datetime) -> RootKey:
    """Make a root key's file if there is none, and register its public half."""
    signer = open_root(number)
    return RootKey.objects.create(number=number, suite=signer.suite, public=signer.public, role=role, made_at=at)
