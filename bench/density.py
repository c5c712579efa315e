"""How large the codes of 1,000 invented officers are, and how many of 60 printed ones two readers read from photos.

The bar: 95 % within QR version 9-M and all within 10-M with the address measured; of 60 photos of the printed card at
22.44 mm all are read at 10 and 8 pixels a millimetre and 55 at 6.5, by zxing-cpp and by zbar. The floor of the run is
the same photos of what these tokens say as a JWS, the usual way, printed as large.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import django
import numpy as np
import pypdfium2
import zxingcpp
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from bench import _optics
from bench._officers import officers
from certification import card, card_ground, qr
from certification.card import CardFace
from certification.token import Claims, FileSigner, from_digits
from enforcement.web import fonts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
ADDRESS = os.environ.get("ADDRESS", "https://zf.leling.example.cn") + "/v/"
COUNT = int(os.environ.get("SCALE", "1000"))
SHOTS, BARS = 60, {10.0: 60, 8.0: 60, 6.5: 55}
HOSTS = (20, 24, 28, 32, 36, 40, 44)


def main() -> int:
    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        signer = FileSigner.open(Path(folder), kid=1, passphrase=b"of the bench")
        made = officers(COUNT, signer)
    small, largest = sizes([digits for _claims, digits in made])
    chosen = made[:: max(1, len(made) // SHOTS)][:SHOTS]
    ours = [printed_front(claims, digits) for claims, digits in chosen]
    read = shoot(ours, [ADDRESS + digits for _claims, digits in chosen])
    floor = shoot([as_jws(claims, digits) for claims, digits in chosen], None)
    print(f"{'photos read of ' + str(len(chosen)):<34}{'zxing-cpp':>10}{'zbar':>8}{'the floor, a JWS, zxing-cpp':>32}")
    for sharp in BARS:
        zbar = "absent" if read["zbar"] is None else read["zbar"][sharp]
        print(
            f"{f'  at {sharp:g} pixels a millimetre':<34}{read['zxing'][sharp]:>10}{zbar:>8}{floor['zxing'][sharp]:>32}"
        )
    enough = all(
        counts is not None and counts[sharp] * SHOTS >= bar * len(chosen)
        for counts in read.values()
        for sharp, bar in BARS.items()
    )
    holds = small >= 0.95 and largest <= 10 and enough
    figure = f"{small:.1%} within 9-M, largest {largest}-M, photos {read['zxing']} and {read['zbar']}"
    print(f"density: {figure} (bar 95 %, 10-M, 60/60/55 of 60): {'holds' if holds else 'MISSED'}")
    return 0 if holds else 1


def sizes(tokens: list[str]) -> tuple[float, int]:
    """Print the versions with the address measured and with other lengths; return the part within 9 and the largest."""
    versions = Counter(qr.version_of(ADDRESS, digits) for digits in tokens)
    shown = ", ".join(f"{version}-M {versions[version]}" for version in sorted(versions))
    print(f"{len(tokens)} invented officers, address {ADDRESS} ({len(ADDRESS)} characters): {shown}")
    for length in HOSTS:
        other = Counter(qr.version_of("x" * (length + 3), digits) for digits in tokens)
        within = sum(n for version, n in other.items() if version <= 9) / len(tokens)
        print(f"{f'  PUBLIC_URL of {length} characters':<34}{within:>9.1%} within 9-M, largest {max(other)}-M")
    return sum(n for version, n in versions.items() if version <= 9) / len(tokens), max(versions)


def printed_front(claims: Claims, digits: str) -> _optics.Gray:
    """Return the square of a card's front with the code, as printed."""
    face = CardFace(
        name=claims.name, agency=claims.agency, number=str(claims.number), category="综合行政执法", area="乐陵市",
        starts_on=date(2026, 3, 1), ends_on=date(2031, 2, 28), issuer="山东省人民政府监制",
        url_prefix=ADDRESS, digits=digits,
    )  # fmt: skip
    page = pypdfium2.PdfDocument(card.render(face, fonts=fonts.register()))[0]
    gray = np.asarray(page.render(scale=300 / 72).to_pil().convert("L"))
    side = qr.print_size(qr.matrix(ADDRESS, digits)).side / 72 * 25.4
    width, top = card_ground.WIDTH / 72 * 25.4, (card_ground.HEIGHT - card.PHOTO_TOP) / 72 * 25.4
    left = width - card_ground.MARGIN / 72 * 25.4 + 1.5 - side
    return _optics.printed(gray, (left, top - 0.8, side))


def as_jws(claims: Claims, digits: str) -> _optics.Gray:
    """Return what the token says behind the address as a JWS (RFC 7515), printed as large as ours."""
    said = {"iss": 1, "sid": claims.sid, "name": claims.name, "org": claims.agency, "cat": claims.category,
            "num": claims.number, "nbf": "2026-03-01", "exp": "2031-02-28", "photo": claims.photo8.hex()}  # fmt: skip
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    parts = (b'{"alg":"EdDSA"}', body, from_digits(digits)[-64:])
    symbol = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    symbol.add_data(ADDRESS + ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts))
    symbol.make(fit=True)
    modules = np.array(symbol.get_matrix(), dtype=bool)
    side = round(22.44 * len(modules) / (len(modules) - 8) * _optics.DOTS)
    rows = np.arange(side) * len(modules) // side
    return np.where(modules[np.ix_(rows, rows)], 35, 245).astype(np.uint8)


def shoot(symbols: list[_optics.Gray], texts: list[str] | None) -> dict[str, dict[float, int] | None]:
    """Return how many of the photos each reader reads rightly, by sharpness."""
    dice = np.random.default_rng(5)
    zxing: dict[float, int] = {}
    zbar: dict[float, int] | None = {}
    for sharp in BARS:
        frames = [_optics.photograph(dots, pixels_per_mm=sharp, dice=dice) for dots in symbols]
        found = [next((code.text for code in zxingcpp.read_barcodes(frame)), "") for frame in frames]
        zxing[sharp] = sum(bool(text) if texts is None else text == texts[n] for n, text in enumerate(found))
        others = _optics.zbar(frames) if texts is not None else None
        if others is None or zbar is None or texts is None:
            zbar = None
            continue
        zbar[sharp] = sum(text == texts[n] for n, text in enumerate(others))
    return {"zxing": zxing, "zbar": zbar}


if __name__ == "__main__":
    sys.exit(main())
