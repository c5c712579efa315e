"""How names are written: one spelling for the same name, in the register, in the code and on the card.

Unicode's composed form (NFC), except that compatibility ideographs stay as they were typed: they are other characters
to those who bear them, and only a person may map them. The mark between the parts of a name is U+00B7 (公安部
统一姓名采集规范), whichever of its likenesses was typed.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

MARK: Final = "·"
_LIKENESSES: Final = str.maketrans(dict.fromkeys("•‧∙⋅・･᛫⸱．", MARK))
_KEPT: Final = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
"""CJK Compatibility Ideographs and their supplement."""


def spelled(text: str) -> str:
    """Return a name in the one spelling, without space around it or around its marks."""
    parts = [part if _KEPT.fullmatch(part) else normalize("NFC", part) for part in _KEPT.split(text)]
    return re.sub(rf"\s*{MARK}\s*", MARK, "".join(parts).translate(_LIKENESSES)).strip()


def doubtful(text: str) -> str:
    """Return the compatibility ideographs of a text, which somebody should compare with the document; each once."""
    return "".join(dict.fromkeys("".join(_KEPT.findall(text))))
