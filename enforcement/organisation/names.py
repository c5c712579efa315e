"""Names of persons as they are entered: one way to write each, and none that a card could not print."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Invalid
from enforcement.web import fonts

DOT: Final = "\u00b7"
"""The separator of names (间隔号) that identity cards use."""
DOTS: Final = re.compile("[\u2022\u2027\u2219\u22c5\u2e31\u30fb\uff65\uff0e.\u3002]")
COMPATIBILITY: Final = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
SPACES: Final = re.compile(r"\s+")
RARE: Final = "\U00020000"
"""Hanzi from here on, some newer than this Python knows."""
LATIN_ENDS: Final = "\u0250"
LONGEST: Final = 60


class NameRefused(Invalid):
    """Refuse a name that cannot be kept and printed as it is written."""

    sentence = _("The name is missing.")
    remedy = _("Write it as on the identity card.")


class CharacterMissing(NameRefused):
    """Refuse a name with a character that no typeface has (缺字): it is never replaced by another."""

    sentence = _("No installed typeface has this character (缺字，需造字): %(characters)s")
    remedy = _(
        "Compare with the identity card. If it is right, ask the system administrator to add a typeface that has it,"
        " and enter the person then. Do not write another character in its place."
    )


class NotConfirmed(NameRefused):
    """Refuse to change a compatibility ideograph into the usual one before somebody confirms it."""

    sentence = _("This is a compatibility form of a usual character: %(characters)s")
    remedy = _("Compare with the identity card, then confirm that the usual character is meant.")


def tidy(name: str) -> str:
    """Return a name composed (NFC), with U+00B7 between its parts and no spaces but those between Latin words.

    Compatibility ideographs stay as they are: NFC alone would change them unseen.
    """
    pieces = COMPATIBILITY.split(name)
    kept = [*COMPATIBILITY.findall(name), ""]
    text = "".join(unicodedata.normalize("NFC", piece) + char for piece, char in zip(pieces, kept, strict=True))
    text = SPACES.sub(" ", text.strip())
    if all(char < LATIN_ENDS for char in text):
        return text
    return DOTS.sub(DOT, text.replace(" ", "")).strip(DOT)


def demand(name: str, *, confirmed: bool = False, field: str = "name") -> str:
    """Return a name as it is kept; ``confirmed`` maps compatibility ideographs to the usual ones.

    Raises:
        NameRefused: for an empty or too long name, or one with signs that are no letters.
        NotConfirmed: for compatibility ideographs, naming what each would become.
        CharacterMissing: for characters of private use, or that no typeface has.
    """
    text = tidy(name)
    if confirmed:
        text = unicodedata.normalize("NFC", text)
    if not text:
        raise NameRefused(field=field)
    if len(text) > LONGEST:
        raise NameRefused(_("The name is longer than %(most)d characters.") % {"most": LONGEST}, field=field)
    wrong = " ".join(dict.fromkeys(char for char in text if not _letter(char)))
    if wrong:
        raise NameRefused(_("A name has no such signs: %(characters)s") % {"characters": wrong}, field=field)
    found = COMPATIBILITY.findall(text)
    mapped = [f"{char} → {unicodedata.normalize('NFC', char)}" for char in dict.fromkeys(found) if _maps(char)]
    if mapped:
        raise NotConfirmed(NotConfirmed.sentence % {"characters": ", ".join(mapped)}, field=field)
    absent = "".join(dict.fromkeys(PRIVATE.findall(text))) or "".join(c for c in text if _absent(c))
    if absent:
        told = ", ".join(f"{char} (U+{ord(char):04X})" for char in absent)
        raise CharacterMissing(CharacterMissing.sentence % {"characters": told}, field=field)
    return text


def _maps(char: str) -> bool:
    return unicodedata.normalize("NFC", char) != char


@lru_cache(maxsize=2**16)
def _absent(char: str) -> bool:
    return bool(fonts.missing(char))


def _letter(char: str) -> bool:
    return char in f"{DOT}-' " or unicodedata.category(char)[0] in "LM" or char >= RARE or bool(PRIVATE.match(char))
