"""One spelling for a name, and a typeface for each character or a refusal."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from certification import card
from certification.batches.address import address_fits
from certification.spelling import doubtful, spelled
from enforcement.web import fonts
from tests.certification.test_card import FACE

LENDER = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
NOWHERE = "\U0002ebf0"
"""A character of Unicode's Extension I, which neither Noto Sans SC nor Hanazono has."""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("王 五", "王 五"),
        ("e\u0301", "\u00e9"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽 ‧ 买买提 ", "阿依古丽·买买提"),
        ("李\uf9d8", "李\uf9d8"),
        ("李𬭚", "李𬭚"),
    ],
)
def test_the_likenesses_of_a_mark_become_the_mark_and_nothing_else_changes(typed: str, kept: str) -> None:
    assert spelled(typed) == kept
    assert spelled(kept) == kept


def test_compatibility_ideographs_are_named_for_somebody_to_look() -> None:
    assert doubtful("李\uf9d8\uf9d8明") == "\uf9d8"
    assert doubtful("李明") == ""


def test_a_character_that_no_typeface_has_is_named_before_anything_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FALLBACKS", [])
    assert fonts.missing(f"李{NOWHERE}明{NOWHERE}") == NOWHERE
    assert fonts.missing("李𬭚·ABC") == ""
    with pytest.raises(fonts.GlyphMissing, match=NOWHERE):
        card.render(replace(FACE, name=f"李{NOWHERE}"), fonts=fonts.register())


@pytest.mark.skipif(not LENDER.is_file(), reason="the typeface that lends the character is not installed")
def test_a_fallback_lends_a_rare_character_and_the_name_is_copied_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    faces = fonts.register()
    name = "李\u0531明"
    monkeypatch.setattr(fonts, "FALLBACKS", [])
    assert fonts.missing(name) == "\u0531"
    monkeypatch.setattr(fonts, "FALLBACKS", [("absent", Path("/nowhere.ttf")), ("lender", LENDER)])
    assert fonts.missing(name) == ""
    assert [face for face, _run in fonts.pieces(name, faces.bold)] == [faces.bold, "lender", faces.bold]
    front = pypdfium2.PdfDocument(card.render(replace(FACE, name=name), fonts=faces))[0]
    assert name in front.get_textpage().get_text_range()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_poppler_copies_rare_names_as_they_were_typed(tmp_path: Path) -> None:
    for name in ("李𬭚", "𬀩𫖮㛃䶮", "买买提·吾斯曼江"):
        path = tmp_path / "card.pdf"
        path.write_bytes(card.render(replace(FACE, name=name), fonts=fonts.register()))
        read = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
        assert name in read.stdout.decode()


@pytest.mark.parametrize(("length", "warned"), [(28, False), (36, False), (60, True)])
def test_an_address_that_makes_codes_too_dense_is_warned_of_at_the_start(settings, length: int, warned: bool) -> None:
    settings.PUBLIC_URL = "https://" + "a" * (length - 8)
    found = address_fits(None)
    assert bool(found) is warned
    assert all(str(length) in warning.msg and "PUBLIC_URL" in warning.hint for warning in found)
