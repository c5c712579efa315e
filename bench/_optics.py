"""Photograph a printed symbol in simulation: a printer of 300 dots an inch, a hand that tilts, a lens that blurs."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
ROOT = Path(__file__).resolve().parent.parent
BLUR = 0.09
"""Standard deviation of the blur of lens and hand, in millimetres on the card."""
TILT, TURN = 0.05, 9.0
"""Most that a corner is out of place, as a part of the side; most degrees that the card is turned."""
NOISE, LIGHT = 7.0, (0.62, 0.95)
"""Standard deviation of the sensor's noise; how bright white is, from the dark side to the light one."""
DOTS = 300 / 25.4


def printed(page: Gray, box: tuple[float, float, float]) -> Gray:
    """Return a square of a page drawn at 300 dpi as a printer puts it: black or white; box is left, top, side in mm."""
    left, top, side = (round(value * DOTS) for value in box)
    return np.where(page[top : top + side, left : left + side] < 128, 35, 245).astype(np.uint8)


def photograph(dots: Gray, *, pixels_per_mm: float, dice: np.random.Generator) -> Gray:
    """Return the photo of a printed square, so many pixels for each millimetre of the card."""
    fine = cv2.resize(dots, None, fx=4, fy=4, interpolation=cv2.INTER_NEAREST)
    fine = cv2.GaussianBlur(fine, (0, 0), BLUR * 4 * DOTS)
    side = fine.shape[0]
    mm = side / (4 * DOTS)
    target = round(mm * pixels_per_mm)
    frame = round(target * 1.25)
    corners = np.array([[0, 0], [side, 0], [side, side], [0, side]], dtype=np.float32)
    angle = np.deg2rad(dice.uniform(-TURN, TURN))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    placed = (corners / side - 0.5) @ turn.T + dice.uniform(-TILT, TILT, (4, 2)) / 2
    placed = (placed * target + frame / 2).astype(np.float32)
    view = cv2.warpPerspective(
        fine, cv2.getPerspectiveTransform(corners, placed), (frame, frame), flags=cv2.INTER_AREA,
        borderMode=cv2.BORDER_CONSTANT, borderValue=200,
    )  # fmt: skip
    light = np.linspace(*LIGHT, frame)[None, :] * np.ones((frame, 1))
    seen = view * light + dice.normal(0, NOISE, view.shape)
    _ok, packed = cv2.imencode(".jpg", np.clip(seen, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 85])
    return cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)


def zbar(frames: list[Gray]) -> list[str] | None:
    """Return what zbar reads from each frame, or None where node or its package is not there."""
    node = next((p for p in (ROOT / ".venv/bin/node", Path("/usr/bin/node")) if p.exists()), None)
    if node is None or not (ROOT / "node_modules/@undecaf/zbar-wasm").is_dir():
        return None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "pixels").write_bytes(b"".join(frame.tobytes() for frame in frames))
        (place / "sizes.json").write_text(json.dumps([frame.shape[::-1] for frame in frames]), encoding="utf-8")
        script = ROOT / "bench" / "zbar.mjs"
        run = subprocess.run([str(node), str(script), folder], capture_output=True, text=True, check=True, cwd=ROOT)
    found: list[str] = json.loads(run.stdout)
    return found
