"""The typeface of every PDF this system writes: Noto Sans SC (SIL OFL), installed by ``npm ci``.

Its static TrueType files cover all of GB 18030-2022 level 2, so nearly every name in the register of persons. Fonts are
embedded as subsets. Text with a character the typeface lacks is refused: a box is never printed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from reportlab.pdfbase import pdfmetrics, ttfonts

from enforcement.errors import Refusal

DEFAULT_DIRECTORY: Final = Path(__file__).resolve().parents[2] / "node_modules" / "@expo-google-fonts" / "noto-sans-sc"
REGULAR: Final = ("NotoSansSC", Path("400Regular") / "NotoSansSC_400Regular.ttf")
BOLD: Final = ("NotoSansSC-Bold", Path("700Bold") / "NotoSansSC_700Bold.ttf")

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


def missing(text: str, face: str) -> str:
    """Return the characters of a text that a registered face lacks, each once."""
    font: Any = pdfmetrics.getFont(face)
    glyphs = font.face.charToGlyph
    return "".join(char for char in dict.fromkeys(text) if ord(char) not in glyphs)


def demand(text: str, face: str) -> None:
    """Raise GlyphMissing unless a registered face has every character of a text."""
    absent = missing(text, face)
    if absent:
        raise GlyphMissing(absent)


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
