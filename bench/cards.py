"""A thousand cards with photo and code in one PDF, against as many with nothing but Latin text.

The bars: at most ten times the floor, at least six times as fast as ``qrcode`` and reportlab with their defaults (mask
search, images decoded and compressed anew), all in one run; every code is read back from the pages that PDFium draws,
and, where it is installed, poppler. The same cards give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import django
import pypdfium2
import qrcode
import zxingcpp
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bench._officers import officers
from certification import sheets
from certification.card import CardFace
from certification.card_ground import HEIGHT, WIDTH
from certification.photos import check
from certification.portrait import portrait
from certification.token import FileSigner
from enforcement.web import fonts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
COUNT = int(os.environ.get("SCALE", "1000"))
SLOW = max(1, COUNT // 20)
"""Cards drawn with the defaults: a twentieth, because they take so long."""
ROUNDS, FLOOR_BAR, DEFAULT_BAR = 3, 10.0, 6.0
ADDRESS = "https://zf.leling.example.cn/v/"


def main() -> int:
    django.setup()
    faces = made(COUNT)
    typefaces = fonts.register()
    sheets.one_by_one(faces[:1], fonts=typefaces)
    times = [
        (timed(lambda: latin(faces)), timed(lambda: sheets.one_by_one(faces, fonts=typefaces))) for _n in range(ROUNDS)
    ]
    floor, ours = (min(pair[n] for pair in times) / COUNT for n in (0, 1))
    defaults = timed(lambda: by_defaults(faces[:SLOW], typefaces)) / SLOW
    pdf, again = (sheets.one_by_one(faces, fonts=typefaces) for _n in range(2))
    same = hashlib.sha256(pdf).digest() == hashlib.sha256(again).digest()
    seen, poppler = by_pdfium(pdf, faces), by_poppler(pdf, faces)
    print(f"{'Latin text alone (the floor)':<40}{floor * 1000:>8.2f} ms a card")
    print(
        f"{'photo, hanzi, code':<40}{ours * 1000:>8.2f} ms a card   {ours / floor:.1f} floors, {len(pdf) // COUNT:,} B"
    )
    print(f"{'the same with the defaults':<40}{defaults * 1000:>8.2f} ms a card   {defaults / ours:.1f} times ours")
    print(f"{'codes read from PDFium':<40}{seen:>8} of {COUNT}")
    print(f"{'codes read from poppler':<40}{'absent' if poppler is None else poppler:>8} of {COUNT}")
    print(f"{'drawn twice':<40}{'the same bytes' if same else 'OTHER BYTES'}")
    read = seen == COUNT and poppler in (None, COUNT)
    holds = ours <= FLOOR_BAR * floor and defaults >= DEFAULT_BAR * ours and read and same
    figure = (
        f"{ours / floor:.1f} floors, {defaults / ours:.1f} times as fast as the defaults, {seen}/{poppler} codes read"
    )
    print(f"cards: {figure} (bar 10, 6, all): {'holds' if holds else 'MISSED'}")
    return 0 if holds else 1


def made(count: int) -> list[CardFace]:
    """Return the cards, each with a photo of its own."""
    looks = [check(portrait(f"P{n}")).data for n in range(20)]
    photos = [looks[n % 20] + f"P{n}".encode() for n in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        found = officers(count, FileSigner.open(Path(folder), kid=1, passphrase=b"of the bench"))
    return [
        CardFace(
            name=claims.name,
            agency=claims.agency,
            number=str(claims.number),
            category="综合行政执法",
            area="乐陵市行政区域内",
            starts_on=date(2026, 3, 1),
            ends_on=date(2031, 2, 28),
            issuer="山东省人民政府监制",
            url_prefix=ADDRESS,
            digits=digits,
            photo=photo,
        )
        for (claims, digits), photo in zip(found, photos, strict=True)
    ]


def timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def latin(faces: list[CardFace]) -> bytes:
    """Return as many pages with as many lines of text, in a face every PDF has."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
    for face in faces:
        for lines in (("Name", "Li Ming", "No.", face.number, "Agency", "Bureau of Justice"),
                      ("Category", "General", "Area", "Laoling", "Valid", "2026-2031", "Province")):  # fmt: skip
            for at, words in enumerate(lines):
                canvas.setFont("Helvetica", 9)
                canvas.drawString(20, 130 - 14 * at, words)
            canvas.showPage()
    canvas.save()
    return file.getvalue()


def by_defaults(faces: list[CardFace], typefaces: fonts.Fonts) -> bytes:
    """Return the same cards as somebody draws them who knows nothing of all this."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    for face in faces:
        canvas.setFont(typefaces.bold, 11)
        for at, words in enumerate((face.name, face.number, face.agency)):
            canvas.drawString(90, 110 - 20 * at, words)
        assert isinstance(face.photo, bytes)
        canvas.drawImage(ImageReader(io.BytesIO(face.photo)), 12, 40, 58, 81)
        symbol = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M)
        symbol.add_data(face.url_prefix + face.digits)
        canvas.drawImage(ImageReader(symbol.make_image().get_image()), 160, 40, 75, 75)
        canvas.showPage()
        for at, words in enumerate((face.category, face.area, face.issuer)):
            canvas.setFont(typefaces.bold, 8)
            canvas.drawString(20, 110 - 20 * at, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def read(image: Image.Image, face: CardFace) -> bool:
    return any(code.text == face.url_prefix + face.digits for code in zxingcpp.read_barcodes(image))


def by_pdfium(pdf: bytes, faces: list[CardFace]) -> int:
    document = pypdfium2.PdfDocument(pdf)
    return sum(read(document[2 * n].render(scale=300 / 72).to_pil(), face) for n, face in enumerate(faces))


def by_poppler(pdf: bytes, faces: list[CardFace]) -> int | None:
    """Return how many codes are read from what poppler draws, fifty pages at once; None where it is not installed."""
    if not shutil.which("pdftoppm"):
        return None
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "cards.pdf").write_bytes(pdf)
        for first in range(1, 2 * len(faces), 100):
            command = [
                "pdftoppm",
                "-r",
                "300",
                "-gray",
                "-o",
                "-f",
                str(first),
                "-l",
                str(min(first + 99, 2 * len(faces))),
            ]
            subprocess.run([*command, str(place / "cards.pdf"), str(place / "page")], check=True)
            for path in sorted(place.glob("page-*.pgm")):
                number = int(path.stem.rpartition("-")[2])
                count += read(Image.open(path), faces[(number - 1) // 2])
                path.unlink()
    return count


if __name__ == "__main__":
    sys.exit(main())
