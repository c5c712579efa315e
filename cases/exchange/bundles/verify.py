"""Check a bundle without writing anything: whose it is, whether it is whole, and each line against its shape."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from cases.exchange.bundles.archive import MANIFEST, SIGNATURE, NotABundle, read_json, unpack
from cases.exchange.bundles.keys import BUNDLE, verifies
from cases.exchange.bundles.shapes import FORMAT, PARTS, VERSION, Manifest, PartTold, Row
from cases.exchange.models import Partner
from cases.outside import ImportRefused, OutsideCase, read
from enforcement.errors import Invalid

MOST_FAULTS = 200


class NotSigned(Invalid):
    """Refuse a bundle that no trusted partner signed."""

    sentence = gettext_lazy("No trusted partner signed this bundle, or it was changed since.")
    remedy = gettext_lazy("Compare the sender's key id with the list of partners, and have the file sent again.")


class NotForUs(Invalid):
    """Refuse a bundle that its sender addressed to another body than the one it is exchanged with here."""

    sentence = gettext_lazy("This bundle is addressed to another receiver.")
    remedy = gettext_lazy("Have the sender make a bundle for this agency, under its unified social credit code.")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: the part, the line from 1, the field."""

    part: str
    line: int
    field: str
    words: str

    def told(self) -> dict[str, object]:
        """Return it as JSON keeps it."""
        return {"part": self.part, "line": self.line, "field": self.field, "words": self.words}


@dataclass(slots=True)
class Opened:
    """A bundle that is what it says: signer, manifest, rows by part with the digest of each line, faults."""

    partner: Partner
    manifest: dict[str, Any]
    told: Manifest
    sha256: str
    rows: dict[str, list[tuple[int, str, Row]]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def verify(content: bytes) -> Opened:
    """Open a bundle and check signature, format, digests and every line.

    Raises:
        NotABundle: for another kind of file, version or an altered part. NotSigned: without a trusted signer.
        NotForUs: if it is addressed to another agency than the partner's here.
    """
    files = unpack(content)
    partner = _signer(files)
    manifest = read_json(files[MANIFEST])
    if manifest.get("format") != FORMAT or str(manifest.get("version")).split(".")[0] != VERSION.split(".")[0]:
        raise NotABundle(_("This bundle has another format or version than this system reads (1.x)."))
    opened = Opened(partner, manifest, _told(manifest), hashlib.sha256(files[MANIFEST]).hexdigest())
    if opened.told.receiver.credit_code != partner.agency.credit_code:
        raise NotForUs
    told = {part.name: part for part in opened.told.parts}
    if set(told) != set(files) - {MANIFEST, SIGNATURE}:
        raise NotABundle(_("The parts in the file are not those that the manifest names."))
    for name, shape in PARTS.items():
        data = files.get(f"{name}.jsonl")
        if data is not None:
            _check_part(opened, name, shape, data, told[f"{name}.jsonl"])
    return opened


def _told(manifest: dict[str, Any]) -> Manifest:
    try:
        return Manifest.model_validate(manifest)
    except ValidationError as fault:
        raise NotABundle(_("The manifest of this bundle lacks what its format demands.")) from fault


def _signer(files: dict[str, bytes]) -> Partner:
    signature = read_json(files[SIGNATURE])
    for partner in Partner.objects.filter(state=Partner.State.CONFIRMED).select_related("agency"):
        if verifies(BUNDLE, files[MANIFEST], signature, partner.signing_key):
            return partner
    raise NotSigned


def _check_part(opened: Opened, name: str, shape: type[Row], data: bytes, told: PartTold) -> None:
    lines = _lines(data)
    if hashlib.sha256(data).hexdigest() != told.sha256 or len(lines) != told.rows:
        raise NotABundle(_("The part %(name)s is not the one that was signed.") % {"name": name})
    seen: set[str] = set()
    rows = opened.rows.setdefault(name, [])
    for number, line in enumerate(lines, start=1):
        row, faults = _row(name, number, shape, line)
        if row is not None and row.key in seen:  # type: ignore[attr-defined]
            faults = [Fault(name, number, "key", _("This row stands in the bundle twice."))]
        if row is not None and not faults:
            seen.add(row.key)  # type: ignore[attr-defined]
            rows.append((number, hashlib.sha256(line.encode()).hexdigest(), row))
        opened.faults += faults[: MOST_FAULTS - len(opened.faults)]


def _lines(data: bytes) -> list[str]:
    """Return what LF ends: other separators (U+2028, U+0085) stand inside texts."""
    return data.decode("utf-8", "replace").removesuffix("\n").split("\n") if data else []


def _row(name: str, number: int, shape: type[Row], line: str) -> tuple[Row | None, list[Fault]]:
    try:
        row = shape.model_validate(json.loads(line))
        if name == "cases":
            read(row.record, OutsideCase)  # type: ignore[attr-defined]
    except ImportRefused as fault:
        return None, [Fault(name, number, f"record.{fault.field}", str(fault))]
    except ValidationError as fault:
        return None, list(_named(name, number, fault))
    except (ValueError, RecursionError) as fault:
        return None, [Fault(name, number, "", _("This line is not JSON: %(fault)s") % {"fault": str(fault)[:100]})]
    return row, []


def _named(name: str, number: int, fault: ValidationError) -> Iterator[Fault]:
    for one in fault.errors(include_url=False, include_input=False):
        yield Fault(name, number, ".".join(map(str, one["loc"])), one["msg"])
