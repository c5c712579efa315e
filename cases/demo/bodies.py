"""The public bodies of the demo: a province's issuer, a city, and the county with its departments.

The bodies are real; their codes are made up (with valid check digits) so that they stand for nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from enforcement.organisation.identifiers import CODE_CHARACTERS, CODE_WEIGHTS
from enforcement.organisation.models import Agency


@dataclass(frozen=True)
class Body:
    """A public body: key, parent's key, names, kind, division, sign in document numbers, fields of enforcement."""

    key: str
    parent: str
    name: str
    name_en: str
    kind: str
    division: str
    sign: str = ""
    fields: tuple[str, ...] = ()


BODIES: tuple[Body, ...] = (
    Body("province", "", "山东省人民政府", "People's Government of Shandong Province", "government", "370000"),
    Body(
        "province_justice", "province", "山东省司法厅", "Justice Department of Shandong Province", "justice", "370000"
    ),
    Body("city", "province", "德州市人民政府", "People's Government of Dezhou City", "government", "371400"),
    Body("county", "city", "乐陵市人民政府", "People's Government of Leling City", "government", "371481", "乐政"),
    Body("justice", "county", "乐陵市司法局", "Leling Justice Bureau", "justice", "371481", "乐司"),
    Body(
        "urban",
        "county",
        "乐陵市综合行政执法局",
        "Leling Comprehensive Enforcement Bureau",
        "department",
        "371481",
        "乐综执",
        ("urban",),
    ),
    Body(
        "agriculture",
        "county",
        "乐陵市农业农村局",
        "Leling Agriculture and Rural Affairs Bureau",
        "department",
        "371481",
        "乐农",
        ("agriculture",),
    ),
    Body(
        "transport",
        "county",
        "乐陵市交通运输局",
        "Leling Transport Bureau",
        "department",
        "371481",
        "乐交",
        ("transport",),
    ),
    Body(
        "emergency",
        "county",
        "乐陵市应急管理局",
        "Leling Emergency Management Bureau",
        "department",
        "371481",
        "乐应急",
        ("emergency",),
    ),
    Body(
        "housing",
        "county",
        "乐陵市住房和城乡建设局",
        "Leling Housing and Construction Bureau",
        "department",
        "371481",
        "乐住建",
        ("housing",),
    ),
    Body(
        "market",
        "county",
        "乐陵市市场监督管理局",
        "Leling Market Regulation Bureau",
        "department",
        "371481",
        "乐市监",
        ("market",),
    ),
)
DEPARTMENTS = tuple(b.key for b in BODIES if b.kind == "department")


def credit_code(serial: int, division: str) -> str:
    """Return a made-up unified social credit code with a valid check digit (GB 32100-2015)."""
    stem = f"11{division[:6]}{serial:09d}"
    total = sum(CODE_CHARACTERS.index(c) * w for c, w in zip(stem, CODE_WEIGHTS, strict=True))
    return stem + CODE_CHARACTERS[(31 - total % 31) % 31]


def found() -> dict[str, Agency]:
    """Make the bodies and return them by key."""
    made: dict[str, Agency] = {}
    for serial, body in enumerate(BODIES, start=1):
        agency = Agency(
            parent=made.get(body.parent),
            name=body.name,
            name_en=body.name_en,
            kind=body.kind,
            division=body.division,
            credit_code=credit_code(serial, body.division),
            sign=body.sign,
            fields=list(body.fields),
            short_name=body.name.removeprefix("乐陵市"),
            phone="0534-0000000" if body.kind == "department" else "",
        )
        agency.full_clean(exclude=["path", "parent", "fields"])
        agency.save()
        made[body.key] = agency
    return made
