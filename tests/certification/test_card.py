"""The printed card is opened, read and scanned as any recipient would."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from reportlab import rl_config

from certification import card, card_photo, typesetting
from certification.portrait import portrait
from certification.token import to_digits
from enforcement.web import fonts as fonts_module
from enforcement.web.fonts import (
    DEFAULT_DIRECTORY,
    Fonts,
    FontsMissing,
    GlyphMissing,
    missing,
    register,
    to_unicode_cmap,
)

FACE = card.CardFace(
    name="李𬭚",
    agency="乐陵市综合行政执法局",
    number="15140300217",
    category="综合行政执法",
    area="乐陵市行政区域",
    starts_on=date(2026, 3, 1),
    ends_on=date(2031, 2, 28),
    issuer="山东省人民政府监制",
    url_prefix="https://zf.leling.example.cn/v/",
    digits=to_digits(bytes(range(1, 126))),
)


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return register()


def texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def picture(pdf: bytes, page: int = 0, resolution: int = 300) -> Image.Image:
    return pypdfium2.PdfDocument(pdf)[page].render(scale=resolution / 72).to_pil()


def test_both_sides_have_the_size_of_a_card(fonts: Fonts) -> None:
    document = pypdfium2.PdfDocument(card.render(FACE, fonts=fonts))
    assert len(document) == 2
    for page in document:
        assert [side / 72 * 25.4 for side in page.get_size()] == pytest.approx([85.6, 54], abs=0.01)


def test_all_that_must_be_said_can_be_read_and_copied(fonts: Fonts) -> None:
    front, back = texts(card.render(FACE, fonts=fonts))
    for words in ("行政执法证", "姓名", "李𬭚", "单位", FACE.agency, "证号", FACE.number):
        assert words in front
    for words in (
        "中华人民共和国",
        "行政执法证",
        "ADMINISTRATIVE LAW ENFORCEMENT CHINA",
        FACE.category,
        FACE.area,
        "2026年3月1日 至 2031年2月28日",
        FACE.issuer,
    ):
        assert words in back


@pytest.mark.parametrize("size", [90, 125, 180, 250, 370])
def test_the_code_is_scanned_from_the_printed_front(fonts: Fonts, size: int) -> None:
    digits = to_digits(bytes(at % 251 + 1 for at in range(size)))
    pdf = card.render(replace(FACE, digits=digits, photo=portrait("x")), fonts=fonts)
    (found,) = zxingcpp.read_barcodes(picture(pdf))
    assert found.text == FACE.url_prefix + digits


def test_the_same_card_gives_the_same_bytes(fonts: Fonts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = portrait("P1")
    file = tmp_path / "p1.jpg"
    file.write_bytes(photo)
    first = card.render(replace(FACE, photo=photo), fonts=fonts)
    assert card.render(replace(FACE, photo=file), fonts=fonts) == first
    monkeypatch.setattr(rl_config, "useA85", 1 - rl_config.useA85)
    assert card.render(replace(FACE, photo=photo), fonts=fonts) == first
    assert b"ASCII85" not in first
    assert photo in first
    assert card.render(replace(FACE, number="15140300218", photo=photo), fonts=fonts) != first


def test_the_photo_stands_in_its_frame(fonts: Fonts) -> None:
    red = io.BytesIO()
    Image.new("RGB", (400, 400), "#c00000").save(red, "JPEG")
    front = picture(card.render(replace(FACE, photo=red.getvalue()), fonts=fonts)).convert("RGB")
    scale = 300 / 72
    x, y = (card.MARGIN + card_photo.WIDTH / 2) * scale, (card.HEIGHT - card.PHOTO_TOP + card_photo.HEIGHT / 2) * scale
    assert front.getpixel((int(x), int(y)))[0] > 180
    assert front.getpixel((int(x + (card_photo.WIDTH / 2 + 3) * scale), int(y)))[1] > 200


def test_one_photo_is_put_in_a_document_once(fonts: Fonts) -> None:
    photo = portrait("P1")
    file = io.BytesIO()
    canvas = card.new_canvas(file, title="two")
    for _side in range(2):
        card.draw_front(canvas, replace(FACE, photo=photo), fonts=fonts)
        canvas.showPage()
    card.save(canvas)
    assert file.getvalue().count(photo) == 1


def test_a_photo_that_is_no_jpeg_is_refused(fonts: Fonts) -> None:
    with pytest.raises(card.PhotoUnreadable):
        card.render(replace(FACE, photo=b"GIF89a"), fonts=fonts)


def test_a_character_without_a_glyph_is_never_printed_as_a_box(fonts: Fonts) -> None:
    for field in ("name", "agency", "number", "category", "area", "issuer"):
        with pytest.raises(GlyphMissing) as caught:
            card.render(replace(FACE, **{field: "王\U0002ebf0五\U0002ebf0"}), fonts=fonts)
        assert caught.value.characters == "\U0002ebf0"
        assert "\U0002ebf0" in str(caught.value)
    assert missing("李𬭚·龘㛃䶮𬀩𫖮堃喆", fonts.bold) == ""


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("王" * 25, "乐陵市" + "综合行政执法" * 11 + "局"),
        ("买买提·阿卜杜热合曼·伊敏江·阿不都拉", "乐陵市文化和旅游局（乐陵市文化市场综合行政执法大队）"),
        ("Abdurahman Muhammad Ali", "局"),
    ],
)
def test_long_names_fit_beside_the_code(fonts: Fonts, name: str, agency: str) -> None:
    pdf = card.render(replace(FACE, name=name, agency=agency), fonts=fonts)
    front = "".join(texts(pdf)[0].split())
    assert "".join(name.split()) in front
    assert agency in front
    assert len(zxingcpp.read_barcodes(picture(pdf))) == 1


def test_text_that_would_be_illegible_is_refused(fonts: Fonts) -> None:
    for change in ({"agency": "局" * 120}, {"category": "执" * 60}, {"name": "W" * 80}):
        with pytest.raises(typesetting.TextTooLong):
            card.render(replace(FACE, **change), fonts=fonts)


def test_a_line_is_cut_at_a_mark_and_never_before_one(fonts: Fonts) -> None:
    def cut(text: str) -> list[str]:
        return typesetting._halves(text, fonts.bold)

    assert cut("阿卜杜热合·伊敏江") == ["阿卜杜热合·", "伊敏江"]
    assert cut("阿卜杜热合曼买提·伊江") == ["阿卜杜热合", "曼买提·伊江"]
    assert cut("买买提·阿卜杜热合曼·伊敏江·阿不都拉") == ["买买提·阿卜杜热合曼·", "伊敏江·阿不都拉"]
    assert cut("文化局（执法队）") == ["文化局", "（执法队）"]
    assert cut("甲、乙") == ["甲、", "乙"]
    assert cut("王五王五") == ["王五", "王五"]
    assert cut("Muhammad") == ["Muha", "mmad"]


def test_fonts_are_registered_once_and_their_absence_names_the_remedy(tmp_path: Path) -> None:
    assert register() == register(tmp_path) == Fonts("NotoSansSC", "NotoSansSC-Bold")
    assert DEFAULT_DIRECTORY.is_dir()
    with pytest.raises(FontsMissing, match="npm ci"):
        fonts_module._registered("Absent", tmp_path / "absent.ttf")


def test_characters_beyond_the_first_plane_can_be_copied() -> None:
    table = to_unicode_cmap("F", [0, ord("李"), ord("𬭚")])
    assert "<01> <674E>" in table
    assert "<02> <D872DF5A>" in table
    assert to_unicode_cmap("F", list(range(32, 232))).count("100 beginbfchar") == 2
