"""The QR code is read back from its pixels by an independent reader."""

import io
import random
from xml.etree import ElementTree as ET

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import QRData
from reportlab.pdfgen.canvas import Canvas

from certification import qr
from certification.token import to_digits

PREFIX = "https://zf.leling.example.cn/v/"
DIGITS = to_digits(bytes(range(1, 126)))


def scan(image: Image.Image) -> zxingcpp.Barcode:
    (found,) = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    return found


def test_an_ordinary_officers_symbol_has_53_modules_or_fewer() -> None:
    modules = qr.matrix(PREFIX, DIGITS)
    assert modules.shape in {(49, 49), (53, 53)}


@settings(deadline=None, max_examples=25)
@given(st.binary(min_size=85, max_size=370))
def test_every_token_is_read_back_from_the_png(token: bytes) -> None:
    if not any(token[:60]):
        return
    digits = to_digits(token)
    found = scan(Image.open(io.BytesIO(qr.png(qr.matrix(PREFIX, digits), scale=4))))
    assert found.text == PREFIX + digits
    assert found.ec_level == "M"


def test_the_png_has_its_quiet_zone() -> None:
    modules = qr.matrix(PREFIX, DIGITS)
    image = Image.open(io.BytesIO(qr.png(modules, scale=3)))
    assert image.mode == "1"
    assert image.size == ((len(modules) + 8) * 3,) * 2
    pixels = np.asarray(image)
    assert pixels[:12].all()
    assert not pixels[12, 12]
    assert pixels[:, -12:].all()


def test_the_svg_shows_the_same_modules_without_any_style() -> None:
    modules = qr.matrix(PREFIX, DIGITS)
    drawing = qr.svg(modules, label='The "code" of <Li>')
    root = ET.fromstring(drawing)
    assert "style" not in drawing
    assert root.get("aria-label") == 'The "code" of <Li>'
    rect, path = root
    side = len(modules) + 8
    assert rect.get("width") == str(side)
    drawn = np.zeros((side, side), dtype=bool)
    for part in path.get("d", "").split("M")[1:]:
        x, y, width = part.replace("h", " ").replace("v", " ").split()[:3]
        drawn[int(y), int(x) : int(x) + int(width)] = True
    assert (drawn == np.pad(modules, qr.QUIET)).all()


@pytest.mark.parametrize("resolution", [150, 300, 600])
def test_the_printed_symbol_is_read_back_at_every_resolution(resolution: int) -> None:
    modules = qr.matrix(PREFIX, DIGITS)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(240, 240), invariant=1, pageCompression=1)
    canvas.setFillGray(0.3)
    canvas.rect(0, 0, 240, 240, stroke=0, fill=1)
    size = qr.place(canvas, modules, x=30.1, y=40.1)
    canvas.save()
    image = pypdfium2.PdfDocument(file.getvalue())[0].render(scale=resolution / 72).to_pil()
    assert scan(image).text == PREFIX + DIGITS
    assert size.dots == 5
    if resolution == 300:
        middles = 5 * np.arange(len(modules)) + 2
        columns = round(30.1 / qr.POINTS_PER_DOT) + 4 * 5 + middles
        rows = 1000 - round(40.1 / qr.POINTS_PER_DOT) - 4 * 5 - 5 * len(modules) + middles
        dark = np.asarray(image.convert("L")) < 128
        assert (dark[np.ix_(rows, columns)] == modules).all()


def test_a_large_symbol_is_printed_with_four_dots_and_says_so() -> None:
    roomy, dense = qr.print_size(np.zeros((57, 57), dtype=bool)), qr.print_size(np.zeros((61, 61), dtype=bool))
    assert (roomy.dots, roomy.is_dense) == (5, False)
    assert (dense.dots, dense.is_dense) == (4, True)
    assert qr.print_size(np.zeros((53, 53), dtype=bool)).module * 53 / qr.POINTS_PER_MM == pytest.approx(
        22.44, abs=0.01
    )
    assert dense.side == pytest.approx((61 + 8) * 4 * 72 / 300)


def test_data_that_no_symbol_holds_is_refused_plainly() -> None:
    with pytest.raises(qr.SymbolError, match="6000 digits"):
        qr.matrix(PREFIX, "1" * 6000)
    assert scan(Image.open(io.BytesIO(qr.png(qr.matrix(PREFIX, "0" * 300))))).text == PREFIX + "0" * 300
    for wrong in ("12a", "", "１２"):
        with pytest.raises(qr.SymbolError, match="decimal"):
            qr.matrix(PREFIX, wrong)


def of_the_library(digits: str) -> np.ndarray:
    symbol = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=qr.MASK)
    symbol.add_data(QRData(PREFIX.encode(), mode=4))
    symbol.add_data(QRData(digits, mode=1))
    symbol.make(fit=True)
    return np.array(symbol.modules, dtype=bool)


def test_every_version_is_drawn_module_for_module_as_the_library_draws_it() -> None:
    dice = random.Random(18004)
    seen = set()
    for count in range(1, 1010, 7):
        digits = "".join(dice.choices("0123456789", k=count))
        ours = qr.matrix(PREFIX, digits)
        assert np.array_equal(ours, of_the_library(digits)), count
        seen.add(qr.version_of(PREFIX, digits))
    assert seen >= set(range(3, 16))
