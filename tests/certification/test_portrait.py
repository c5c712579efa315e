"""Invented portraits are small, plain and always the same."""

import io

from PIL import Image

from certification import portrait as module
from certification.portrait import portrait


def test_a_seed_always_gives_the_same_picture() -> None:
    assert portrait("P1") == portrait("P1")
    assert len({portrait(f"P{number}") for number in range(12)}) == 12


def test_a_portrait_is_a_one_inch_photo_on_white() -> None:
    for number in range(8):
        data = portrait(f"P{number}")
        image = Image.open(io.BytesIO(data))
        assert image.format == "JPEG"
        assert image.size == (295, 413)
        assert image.info["dpi"] == (300, 300)
        assert 5_000 < len(data) < 25_000
        assert all(min(image.getpixel(corner)) > 250 for corner in ((2, 2), (292, 2), (2, 200), (292, 200)))
        assert max(image.getpixel((147, 225))) - min(image.getpixel((147, 225))) > 20


def test_the_length_of_the_hair_can_be_chosen() -> None:
    for number in range(12):
        assert module._look(f"P{number}", long_hair=False).cut < 3
        assert module._look(f"P{number}", long_hair=True).cut >= 3
    assert {module._look(f"P{number}", long_hair=None).cut for number in range(60)} == set(range(6))
    assert portrait("P1", long_hair=True) != portrait("P1", long_hair=False)
