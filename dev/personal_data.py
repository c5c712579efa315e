"""Find personal data that no public answer may hold: what the data have sealed, names that are masked, and by pattern.

What is sealed is found by the name of its column, so a column that comes later is looked for too.
"""

from __future__ import annotations

import base64
import html
import json
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from dev.messages import ROOT

NOBODYS: Final = frozenset({"secret_sealed"})
"""Sealed columns that hold nothing of a person: the secret of a draw, which is published after it."""
SHORTEST: Final = 5
"""Characters of a sealed text that is looked for; what is shorter is found everywhere."""
DIGITS: Final = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
MOBILE: Final = re.compile(r"(?<![0-9A-Za-z.])1[3-9]\d{9}(?![0-9A-Za-z.])")
TOKEN: Final = re.compile(r"[\w-]{12,}(?:\.[\w-]{12,})+")


def known() -> dict[str, str]:
    """Return what is looked for, each text with what it is: of persons, not of firms."""
    return dict([*_sealed(), *_names()])


def _sealed() -> Iterator[tuple[str, str]]:
    from django.apps import apps  # noqa: PLC0415 (tests and benchmarks import this before Django is set up)

    from enforcement.organisation.secrecy import unseal  # noqa: PLC0415

    for model in apps.get_models():
        options: Any = vars(model)["_meta"]
        columns = [f.name for f in options.concrete_fields if f.name.endswith("_sealed") and f.name not in NOBODYS]
        rows = options.default_manager.all()
        if any(f.name == "kind" for f in options.concrete_fields):
            rows = rows.exclude(kind="organisation")
        for values in rows.values_list(*columns) if columns else ():
            for column, sealed in zip(columns, values, strict=True):
                text = unseal(sealed) if sealed else ""
                if len(text) >= SHORTEST or (text and column in {"name_sealed", "reporter_sealed"}):
                    yield text, f"{options.label}.{column}"


def _names() -> Iterator[tuple[str, str]]:
    from cases.models import Party  # noqa: PLC0415
    from cases.redaction import shown_name  # noqa: PLC0415
    from enforcement.organisation.models import Person  # noqa: PLC0415

    officers = set(Person.objects.values_list("name", flat=True))
    for party in Party.objects.exclude(kind="organisation").select_related("case__agency"):
        masked = shown_name(party.case)
        if masked != party.name and party.name not in officers:
            yield party.name, "cases.Party.name"


def opened() -> frozenset[str]:
    """Return the numbers that look like a telephone and are public: of cards, the invented ones of vectors too."""
    from certification.models import Credential  # noqa: PLC0415

    vectors = (ROOT / "certification" / "verifier" / "vectors.json").read_text(encoding="utf-8")
    return frozenset([*Credential.objects.values_list("number", flat=True), *MOBILE.findall(vectors)])


def found(answer: dict[str, Any], wanted: dict[str, str], public: frozenset[str] = frozenset()) -> list[str]:
    """Return what one answer gives away: in its headers, and in its text however it is packed."""
    text = "\n".join([str(answer["headers"]), *texts(answer["body"])])
    given = [f"{what}: {piece}" for piece, what in wanted.items() if piece in text]
    return given + [f"by pattern: {piece}" for piece in {*_patterns(text)} - public]


def _patterns(text: str) -> Iterator[str]:
    from enforcement.organisation.identifiers import id_number_fault  # noqa: PLC0415

    yield from (m for m in DIGITS.findall(text) if not id_number_fault(m.upper()))
    yield from MOBILE.findall(text)


def texts(body: bytes) -> Iterator[str]:
    """Yield the texts in an answer: as it is, unescaped, of a PDF, of the files of an archive, of signed tokens."""
    if body.startswith(b"%PDF"):
        yield from _of_pdf(body)
        return
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as archive:
            for name in archive.namelist():
                yield name
                yield from texts(archive.read(name))
        return
    text = body.decode("utf-8", errors="replace")
    yield html.unescape(text)
    if text.lstrip()[:1] in {"{", "["}:
        yield "\n".join(_decoded(line) for line in (text, *text.splitlines()))
    for token in TOKEN.findall(text[:200_000]):
        yield from (_of_base64(part) for part in token.split("."))


def _of_pdf(body: bytes) -> Iterator[str]:
    import pypdfium2  # noqa: PLC0415 (a development package)

    document = pypdfium2.PdfDocument(body)
    yield from (page.get_textpage().get_text_bounded() for page in document)
    yield str(document.get_metadata_dict())


def _decoded(text: str) -> str:
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        return ""


def _of_base64(part: str) -> str:
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode("utf-8", errors="replace")
    except ValueError:
        return ""
