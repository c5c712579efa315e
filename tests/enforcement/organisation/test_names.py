"""Names are written one way, and never with a character that a card could not print."""

import pytest

from enforcement.organisation.names import CharacterMissing, NameRefused, NotConfirmed, demand, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("张 三", "张三"),
        ("\u3000张三 ", "张三"),
        ("阿卜杜拉・买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉.买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉 · 买买提", "阿卜杜拉·买买提"),
        ("Anna  Maria J. Bell", "Anna Maria J. Bell"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("李𬭚", "李𬭚"),
    ],
)
def test_a_name_is_written_one_way(typed: str, kept: str) -> None:
    assert tidy(typed) == kept
    if "." not in kept:
        assert demand(typed) == kept


def test_a_compatibility_ideograph_is_mapped_only_when_somebody_confirms_it() -> None:
    assert tidy("\uf9d8三") == "\uf9d8三"
    with pytest.raises(NotConfirmed) as caught:
        demand("\uf9d8三")
    assert "律" in str(caught.value)
    assert demand("\uf9d8三", confirmed=True) == "律三"


@pytest.mark.parametrize("name", ["张\ue123", "张\U00031350"])
def test_a_name_that_no_typeface_has_is_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(CharacterMissing) as caught:
        demand(name)
    assert "需造字" in str(caught.value)
    assert f"U+{ord(name[1]):04X}" in str(caught.value)
    assert caught.value.field == "name"
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["", "  ", "张三1", "张三(女)", "Anna J. Bell", "张" * 61, "张\u200b三"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(NameRefused):
        demand(name)
