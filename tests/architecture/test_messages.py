"""English in the source, Chinese in the catalogues, both complete."""

import re

import pytest

from dev import messages

AREAS = list(messages.AREAS)
CHINESE = re.compile(r"[\u3400-\u9fff]")
PYTHON_HOLE = re.compile(r"%\((\w+)\)[sd]")


@pytest.mark.parametrize("area", AREAS)
def test_every_string_is_translated(area):
    assert [f"{s.place} {s.text}" for s in messages.missing(area)] == []


@pytest.mark.parametrize("area", AREAS)
def test_nothing_is_translated_that_is_not_used(area):
    assert messages.obsolete(area) == []


@pytest.mark.parametrize("area", AREAS)
def test_the_source_is_english(area):
    assert [f"{s.place} {s.text}" for s in messages.used(area).values() if CHINESE.search(s.text)] == []


@pytest.mark.parametrize("area", AREAS)
def test_translations_fill_the_same_holes(area):
    wrong = []
    for (_, source), entry in messages.translated(area).items():
        allowed = set(PYTHON_HOLE.findall(source)) | set(PYTHON_HOLE.findall(entry.msgid_plural or ""))
        for said in [entry.msgstr, *entry.msgstr_plural.values()]:
            if said and not set(PYTHON_HOLE.findall(said)) <= allowed:
                wrong.append(source)
    assert wrong == []
