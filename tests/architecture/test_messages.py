"""English in the source, Chinese in the catalogues, both complete."""

import re

import pytest

from dev import messages

AREAS = list(messages.AREAS)
CHINESE = re.compile(r"[\u3400-\u9fff]")
GLOSS = re.compile(r"[(（][^()（）]*[)）]")  # a Chinese term of the law in brackets helps whoever reads English
PYTHON_HOLE = re.compile(r"%\((\w+)\)[sd]")


@pytest.mark.parametrize("area", AREAS)
def test_every_string_is_translated(area):
    assert [f"{s.place} {s.text}" for s in messages.missing(area)] == []


@pytest.mark.parametrize("area", AREAS)
def test_nothing_is_translated_that_is_not_used(area):
    assert messages.obsolete(area) == []


@pytest.mark.parametrize("area", AREAS)
def test_the_source_is_english(area):
    assert [f"{s.place} {s.text}" for s in messages.used(area).values() if CHINESE.search(GLOSS.sub("", s.text))] == []


@pytest.mark.parametrize("area", AREAS)
def test_translations_fill_the_same_holes(area):
    def holes(*texts):
        return {hole for text in texts for hole in PYTHON_HOLE.findall(text or "")}

    wrong = [
        source
        for (_, source), entry in messages.translated(area).items()
        if not holes(entry.msgstr, *entry.msgstr_plural.values()) <= holes(source, entry.msgid_plural)
    ]
    assert wrong == []


def test_no_words_have_two_translations():
    assert messages.disagreements() == {}


def test_two_translations_of_the_same_words_are_told(monkeypatch, tmp_path, capsys):
    for area, words in {"one": "地点", "two": "位置"}.items():
        (tmp_path / f"{area}.po").write_text(f'msgid "Place"\nmsgstr "{words}"\n', encoding="utf-8")
    monkeypatch.setattr(messages, "AREAS", {"one": (), "two": ()})
    monkeypatch.setattr(messages, "catalogue", lambda area: tmp_path / f"{area}.po")
    assert messages.disagreements() == {("", "Place"): {"one": "地点", "two": "位置"}}
    assert messages.check([]) == 1
    assert "'Place' is said in several ways" in capsys.readouterr().out
