"""The seal on papers to the outside: the interface, and a place-holder until the unified e-seal system is connected.

The place-holder draws the ring in which the seal is set by hand: over agency and date (GB/T 9704-2012, 7.3.5.1).
"""

from __future__ import annotations

from typing import Any, Final, Protocol

from reportlab.lib.units import mm

SIDE: Final = 42 * mm
"""The diameter of a county department's seal."""


class Seal(Protocol):
    """Whoever sets the seal."""

    name: str

    def impress(self, canvas: Any, agency: str, x: float, y: float) -> None:
        """Set the agency's seal with its centre at a point of the page, in points."""


class PlaceHolder:
    """A pale dashed ring: room for the seal."""

    name = "placeholder"

    def impress(self, canvas: Any, agency: str, x: float, y: float) -> None:  # noqa: ARG002 (the interface's)
        """Draw the ring."""
        canvas.saveState()
        canvas.setStrokeColorRGB(0.87, 0.72, 0.72)
        canvas.setLineWidth(0.5)
        canvas.setDash(2, 3)
        canvas.circle(x, y, SIDE / 2)
        canvas.restoreState()


_chosen: list[Seal] = [PlaceHolder()]


def enter(seal: Seal) -> None:
    """Let another provider set the seals from now on."""
    _chosen[0] = seal


def current() -> Seal:
    """Return the provider that sets the seals."""
    return _chosen[0]
