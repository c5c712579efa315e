"""The formats in which a credential can be saved, and which of them are offered for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certification import photos
from certification.exports import ofd, picture, wallet_pass
from certification.exports.facts import Facts, of
from certification.exports.parameters import OFD
from certification.exports.selective import sd_jwt_vc
from certification.exports.verifiable_credential import vc_jwt
from enforcement import clock
from enforcement.errors import NotFound
from enforcement.organisation.parameters import value


@dataclass(frozen=True, slots=True)
class Asked:
    """A credential to be saved: what may leave of it, its photo, whether it is valid, when, and the size asked for."""

    facts: Facts
    photo: bytes | None
    valid: bool
    at: datetime
    size: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its code in the address, the end of the file's name, what it is for, and who makes it."""

    code: str
    suffix: str
    content_type: str
    title: str | Promise
    use: str | Promise
    make: Callable[[Asked], bytes]


FORMATS: Final = {
    one.code: one
    for one in (
        Format("png", "png", "image/png", _("Code as a picture (PNG)"), _("To print or to place in a document."),
               lambda a: picture.png(a.facts, a.size)),
        Format("svg", "svg", "image/svg+xml", _("Code as a drawing (SVG)"), _("Stays sharp at every size."),
               lambda a: picture.svg(a.facts, a.size)),
        Format("vc", "vc.jwt", "application/vc+jwt", _("Verifiable Credential (W3C)"),
               _("For wallets and other systems."), lambda a: vc_jwt(a.facts, at=a.at).encode()),
        Format("sd-jwt", "sd-jwt", "application/dc+sd-jwt", _("SD-JWT VC (IETF)"),
               _("For wallets that show only what is asked for."), lambda a: sd_jwt_vc(a.facts, at=a.at).encode()),
        Format("ofd", "ofd", ofd.TYPE, _("Document (OFD)"), _("For archives; without an electronic seal."),
               lambda a: ofd.document(a.facts, a.photo, on=clock.day_of(a.at))),
        Format("pkpass", "pkpass", wallet_pass.TYPE, _("Pass for the iPhone's wallet"), _("Opens on an iPhone."),
               lambda a: wallet_pass.wallet_pass(a.facts, a.photo, valid=a.valid)),
    )
}  # fmt: skip
VOIDED: Final = frozenset({"pkpass"})
"""Formats that say themselves that a credential is not valid; the others are offered only while it is."""


def offered(row: Any, *, at: datetime) -> list[Format]:
    """Return the formats of a credential (annotated with its ``state``) that its holder and its issuer may save."""
    closed = set()
    if not wallet_pass.is_set_up():
        closed.add("pkpass")
    if not value(OFD, agency=row.agency, on=clock.day_of(at)):
        closed.add("ofd")
    return [f for f in FORMATS.values() if f.code not in closed and (row.state == "valid" or f.code in VOIDED)]


def made(row: Any, code: str, *, at: datetime, size: str = "") -> tuple[Format, bytes]:
    """Return a credential in a format.

    Raises:
        NotFound: if it is not offered. Invalid: for a size that is none. NoSigningKey, OtherKey: as they say.
    """
    wanted = next((one for one in offered(row, at=at) if one.code == code), None)
    if wanted is None:
        raise NotFound
    photo = photos.read(row.photo, row.photo_sha256)
    return wanted, wanted.make(Asked(of(row), photo, row.state == "valid", at, size))
