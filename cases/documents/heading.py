"""The name of the agency above the title of a paper to the outside, as papers of enforcement set it (GB/T 9704-2012).

The name is in full and centred, its upper edge 30 mm below the edge of the sheet: it stands in the margin, so that a
paper with a name of one line holds as much text as one without (10.1, 信函格式).
"""

from __future__ import annotations

from typing import Final

from reportlab.lib.units import mm

RAISED: Final = 7 * mm
"""From the type area's edge at 37 mm up to 30 mm."""
SIZE: Final = 18
"""小二, in points: twenty-four characters to a line of 156 mm."""
LEADING: Final = 25
TO_A_LINE: Final = 24
_ENDINGS: Final = "省市县区旗盟州府局委厅院队处乡镇道"


def name_over(title: str, agency: str) -> str:
    """Return the name to set above a title in one line or two, "" for a title that says it already."""
    if agency in title:
        return ""
    return agency if len(agency) <= TO_A_LINE else "\n".join(_halves(agency))


def _halves(name: str) -> tuple[str, str]:
    """Return a long name in two parts about as long as each other, parted after a whole word where there is one."""
    middle = len(name) / 2
    places = [at for at in range(len(name) - TO_A_LINE, TO_A_LINE + 1) if 0 < at < len(name)]
    parted = [at for at in places if name[at - 1] in _ENDINGS and name[at] not in _ENDINGS]
    near = [at for at in parted if abs(at - middle) <= len(name) / 5]
    at = min(near or [round(middle)], key=lambda place: abs(place - middle))
    return name[:at], name[at:]
