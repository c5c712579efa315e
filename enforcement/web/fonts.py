"""The typeface of every PDF this system writes: Noto Sans SC (SIL OFL), installed by ``npm ci``.

Its static TrueType files cover all of GB 18030-2022 level 2, so nearly every name in the register of persons. Where
Hanazono is installed (Debian: ``fonts-hanazono``) it lends what is rarer, character by character. Fonts are embedded as
subsets. Text with a character that no typeface has is refused: a box is never printed.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from reportlab.pdfbase import pdfmetrics, ttfonts

from enforcement.errors import Refusal

DEFAULT_DIRECTORY: Final = Path(__file__).resolve().parents[2] / "node_modules" / "@expo-google-fonts" / "noto-sans-sc"
REGULAR: Final = ("NotoSansSC", Path("400Regular") / "NotoSansSC_400Regular.ttf")
BOLD: Final = ("NotoSansSC-Bold", Path("700Bold") / "NotoSansSC_700Bold.ttf")

_HANAZONO: Final = Path("/usr/share/fonts/truetype/hanazono")
FALLBACKS: Final = [("HanaMinA", _HANAZONO / "HanaMinA.ttf"), ("HanaMinB", _HANAZONO / "HanaMinB.ttf")]
"""Asked in this order for what Noto Sans SC lacks; loaded at the first such character, which takes a moment."""

_CMAP_BLOCK: Final = 100
"""Entries one bfchar block may have (Adobe Technical Note 5014, 1.4.1)."""


class FontsMissing(ImproperlyConfigured):
    """Say that the typeface is not installed, and how to install it."""


class GlyphMissing(Refusal):
    """Refuse to print text that the typeface has no sign for."""

    sentence = _("The typeface lacks a character of this text.")
    remedy = _("Check the spelling. If the character is right, ask the administrator to add a typeface that has it.")

    def __init__(self, characters: str) -> None:
        """Take the characters that are missing."""
        self.characters = characters
        super().__init__(_("The typeface lacks these characters: %(characters)s") % {"characters": characters})


class Fonts(NamedTuple):
    """Name the two registered faces, for ``canvas.setFont``."""

    regular: str
    bold: str


def register(directory: Path = DEFAULT_DIRECTORY) -> Fonts:
    """Register both faces with reportlab once and return their names.

    Raises FontsMissing, which the start-up checks turn into an error.
    """
    return Fonts(*(_registered(name, directory / file) for name, file in (REGULAR, BOLD)))


def missing(text: str, face: str = "") -> str:
    """Return the characters of a text that a registered face lacks, or every installed one; each once."""
    lacking = _lacking(text, face or register().bold)
    if face or not lacking:
        return lacking
    return "".join(char for char in lacking if not any(_has(lender, char) for lender in _lenders()))


def demand(text: str, face: str = "") -> None:
    """Raise GlyphMissing unless a registered face, or some installed one, has every character of a text."""
    absent = missing(text, face)
    if absent:
        raise GlyphMissing(absent)


def pieces(text: str, face: str) -> list[tuple[str, str]]:
    """Return a text as runs of (face, text): in the face itself where it can, else in a fallback that has it.

    Raises GlyphMissing when none has it.
    """
    if not _lacking(text, face):
        return [(face, text)]
    return [(chosen, "".join(run)) for chosen, run in groupby(text, key=lambda char: _face_for(char, face))]


def width(text: str, face: str, size: float) -> float:
    """Return how wide a text is in points, its rare characters in their fallbacks. Raises GlyphMissing."""
    return sum(pdfmetrics.stringWidth(run, chosen, size) for chosen, run in pieces(text, face))


def _face_for(char: str, face: str) -> str:
    if _has(face, char):
        return face
    lender = next((name for name in _lenders() if _has(name, char)), "")
    if not lender:
        raise GlyphMissing(char)
    return lender


def _lenders() -> list[str]:
    return [_registered(name, path) for name, path in FALLBACKS if path.is_file()]


def _has(face: str, char: str) -> bool:
    font: Any = pdfmetrics.getFont(face)
    return ord(char) in font.face.charToGlyph


def _lacking(text: str, face: str) -> str:
    font: Any = pdfmetrics.getFont(face)
    glyphs = font.face.charToGlyph
    return "".join(char for char in dict.fromkeys(text) if ord(char) not in glyphs)


def _registered(name: str, path: Path) -> str:
    if name in pdfmetrics.getRegisteredFontNames():
        return name
    if not path.is_file():
        message = f"The typeface {path} is missing. Run `npm ci` in the project's directory."
        raise FontsMissing(message)
    pdfmetrics.registerFont(ttfonts.TTFont(name, str(path)))
    return name


def to_unicode_cmap(fontname: str, subset: list[int]) -> str:
    """Return the table by which readers copy and search text set in a subset (ISO 32000-1, 9.10.3)."""
    rows = [f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in enumerate(subset)]
    blocks = [rows[at : at + _CMAP_BLOCK] for at in range(0, len(rows), _CMAP_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def",
        f"/CMapName /{fontname} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
        *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
    return "\n".join(lines)


# reportlab 5.1 writes characters beyond U+FFFF as five digits, which no reader understands: the name 李𬭚 would copy as
# 李ⲵ. The corrected table is the same for all other characters, so replacing it harms no other user of reportlab.
ttfonts.makeToUnicodeCMap = to_unicode_cmap
