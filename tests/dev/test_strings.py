"""Strings of the interface are found without gettext's programs."""

import polib
import pytest

from dev import messages
from dev.strings import Found, of_python, of_template
from dev.table import table


def test_python_code_yields_what_it_marks():
    source = (
        "a = _('one ' 'text')\n"
        "b = gettext_lazy('two')\n"
        "c = ngettext('%(n)s day', '%(n)s days', n)\n"
        "d = pgettext_lazy('month', 'May')\n"
        "e = translation.gettext('by attribute')\n"
        "f = _(variable)\n"
        "g = _(f'{x}')\n"
        "h = other('not marked')\n"
        "i = _()\n"
    )
    assert list(of_python(source, "x.py")) == [
        Found("one text", "x.py:1"),
        Found("two", "x.py:2"),
        Found("%(n)s day", "x.py:3", plural="%(n)s days"),
        Found("May", "x.py:4", context="month"),
        Found("by attribute", "x.py:5"),
    ]


def test_a_function_under_another_name_is_seen():
    source = "from django.utils.translation import gettext as now_\nlabel = now_('Part')\n"
    assert list(of_python(source, "x.py")) == [Found("Part", "x.py:2")]


def test_templates_yield_what_they_mark():
    source = (
        '{% load i18n %}<p>{% translate "Hello 100%" %}{{ _("inner") }}\n'
        '{% translate "Ab" context "c1" %}{% translate \'q"uo\' as x %}\n'
        "{% blocktranslate trimmed count n=items|length with a=b %}\n  One {{ a }}\n  item\n"
        "{% plural %}{{ n }} items{% endblocktranslate %}\n"
    )
    assert list(of_template(source, "x.html")) == [
        Found("Hello 100%%", "x.html:1"),
        Found("inner", "x.html:1"),
        Found("Ab", "x.html:2", context="c1"),
        Found('q"uo', "x.html:2"),
        Found("One %(a)s item", "x.html:3", plural="%(n)s items"),
    ]


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("cases/supervision/views.py", "supervision"),
        ("templates/supervision/board.html", "supervision"),
        ("cases/file.py", "cases"),
        ("templates/cases/list.html", "cases"),
        ("certification/issue.py", "certification"),
        ("templates/exams/x.html", "exams"),
        ("enforcement/web/views.py", "kernel"),
        ("templates/_ui/card.html", "kernel"),
    ],
)
def test_each_file_belongs_to_one_area(path, area):
    assert messages.area_of(path) == area


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A project of one file whose strings nobody translated yet."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    (tmp_path / "exams").mkdir()
    (tmp_path / "exams" / "a.py").write_text("x = _('one')\ny = ngettext('%(n)s', '%(n)s all', 2)\n", encoding="utf-8")
    return tmp_path


def test_what_is_missing_is_listed_appended_translated_and_compiled(small, capsys):
    assert messages.main(["check", "exams"]) == 1
    assert "exams/a.py:1: exams: no translation of 'one'" in capsys.readouterr().out
    assert messages.main(["list", "exams"]) == 0
    assert 'msgid "one"' in capsys.readouterr().out
    assert messages.main(["update", "exams"]) == 0
    assert messages.main(["update", "exams"]) == 0  # nothing twice
    path = messages.catalogue("exams")
    file = polib.pofile(str(path))
    assert [entry.msgid for entry in file] == ["one", "%(n)s"]
    assert messages.main(["check", "exams"]) == 1
    file[0].msgstr, file[1].msgstr_plural = "一", {0: "%(n)s 个"}
    file.save()
    assert messages.main(["check", "exams"]) == 0
    assert messages.main([]) == 0
    assert polib.mofile(str(path.with_suffix(".mo")))[0].msgid in {"", "one", "%(n)s"}


def test_what_nothing_uses_any_more_is_a_fault(small):
    messages.main(["update", "exams"])
    (small / "exams" / "a.py").write_text("", encoding="utf-8")
    assert messages.obsolete("exams") == ["one", "%(n)s"]


def test_a_broken_catalogue_and_an_unknown_command_are_told(small, capsys):
    path = messages.catalogue("exams")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "one"\nmsgstr "a "quote" inside"\n', encoding="utf-8")
    assert messages.main([]) == 1
    assert messages.main(["check", "nowhere"]) == 2
    assert messages.main(["forget"]) == 2


def test_a_table_counts_a_chinese_character_as_two_columns():
    assert table([{"a": "甲", "b": 1}, {"a": "xyz", "b": None}]) == "a    b\n甲   1\nxyz"
    assert table([]) == ""
