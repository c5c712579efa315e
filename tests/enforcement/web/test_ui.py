"""Components: what they say, in both languages, and that they escape what they are given."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.web import checks, icons
from enforcement.web.templatetags import ui

NASTY = "<b>&'\""


def show(source, language="en", **context):
    with translation.override(language):
        return Template("{% load i18n ui %}" + source).render(Context(context))


def test_an_icon_is_drawn_and_silent():
    drawn = show('{% icon "scale" %}')
    assert drawn.startswith("<svg")
    assert 'aria-hidden="true"' in drawn
    assert "style" not in drawn


def test_an_icon_with_a_label_speaks():
    assert 'role="img" aria-label="Law"' in show('{% icon "scale" label="Law" %}')


@pytest.mark.parametrize("name", ["no-such-icon", "../../../../etc/passwd", ""])
def test_an_icon_that_is_not_installed_is_refused(name):
    with pytest.raises(icons.IconMissing):
        icons.svg(name)


def test_in_service_a_missing_icon_leaves_a_gap(settings):
    settings.DEBUG, settings.TESTING = False, False
    assert icons.svg("no-such-icon") == ""


def test_every_icon_named_is_installed():
    assert checks.icons_installed(None) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('{% badge x "ok" %}', "badge-ok"), ('{% button x icon="check" %}', "btn-primary"),
        ('{% link_button "/a/" x %}', 'href="/a/"'), ('{% person x post="p" agency="a" number="7" %}', "person-number"),
        ('{% file "/f/" x size=2048 kind="PDF" %}', "2 KB"), ('{% stat 3 x url="/a/" %}', "stat-value"),
        ("{% empty x x %}", "nothing-title"), ("{% progress 1 4 x %}", "25%"), ("{% copy x %}", "data-copy"),
        ('{% card x icon="key" %}body{% endcard %}', "body"), ('{% alert "stop" x %}body{% endalert %}', 'role="alert"'),
        ("{% details x %}body{% enddetails %}", "<summary>"), ("{% table x %}<tbody></tbody>{% endtable %}", "<caption"),
        ("{% fact x %}body{% endfact %}", "<dd>body</dd>"), ('{% back "/up/" x %}', 'href="/up/"'),
        ('{% light "red" x %}', "light-red"), ('{% post_button "/p/" x key=x %}', 'name="key"'),
        ('{% confirm x title=x url="/p/" key=x %}why{% endconfirm %}', "<dialog"),
        ("{% filters x %}field{% endfilters %}", 'role="search"'), ("{% print_button x %}", "data-print"),
    ],
)  # fmt: skip
def test_a_component_shows_its_words_and_escapes_them(source, words):
    html = show(source, x=NASTY)
    assert words in html
    assert NASTY not in html
    assert "&lt;b&gt;" in html


def test_lights_have_a_word_and_a_shape_each():
    for colour, word in {"green": "In time", "yellow": "Due soon", "red": "Overdue", "": "No limit"}.items():
        html = show("{% light c %}", c=colour)
        assert word in html
        assert "<svg" in html


def test_facts_show_what_is_missing():
    assert "—" in show("{% facts pairs %}", pairs={"Name": None})


def test_a_stepper_says_where_one_is():
    html = show("{% stepper steps 2 %}", steps=["a", "b", "c"])
    assert 'aria-current="step"' in html
    assert "Step 2 of 3" in html


def test_tabs_mark_the_one_that_is_here():
    html = show("{% tabs items %}", items=[("A", "/a/", True, 3), ("B", "/b/", False)])
    assert html.count("aria-current") == 1
    assert ">3<" in html


def test_pages_keep_the_query():
    request = RequestFactory().get("/list/", {"q": "茶", "page": "2"})
    html = show("{% pagination page %}", page=Paginator(range(90), 20).page(2), request=request)
    assert "?q=%E8%8C%B6&amp;page=3" in html
    assert 'aria-current="page"' in html


def test_one_page_needs_no_pages():
    assert show("{% pagination page %}", page=Paginator([1], 20).page(1)) == ""


def test_a_timeline_lists_what_happened():
    entries = [SimpleNamespace(title="Filed", at=clock.now(), by="张三", tone="ok", icon="check"), {"title": "Later"}]
    html = show("{% timeline entries %}", entries=entries)
    assert "Filed" in html
    assert "张三" in html
    assert "just now" in html


@pytest.mark.parametrize(("size", "words"), [(0, "0 B"), (1536, "2 KB"), (3 * 1024**2, "3.0 MB"), (None, "0 B")])
def test_sizes_are_said_in_units(size, words):
    assert ui.filesize_words(size) == words


def test_amounts_are_said_as_each_language_does():
    assert show("{{ x|money }}", "zh-hans", x="12345.6") == "12,345.60元"
    assert show("{{ x|money }}", "en", x=12345.6) == "CNY 12,345.60"
    assert show("{{ x|money }}", x="many") == "—"


def test_numbers_of_persons_are_masked():
    assert ui.masked("371481199001011234") == "371*************34"
    assert ui.masked(None) == ""


def test_a_moment_is_said_with_the_exact_one_on_hover():
    html = show("{% when x %}", "zh-hans", x=clock.now() - timedelta(days=3))
    assert ">3天前</time>" in html
    assert 'title="' in html


def test_what_has_no_moment_is_said_with_a_dash():
    assert show("{% when x %}{{ x|day }}{{ x|moment }}{% due x %}", x=None) == "———"


def test_a_page_that_is_not_there_has_no_address():
    assert show('{% maybe_url "no_such_page" 1 %}') == ""
    assert show('{% maybe_url "home" %}') == "/"


def test_demo_sign_ins_are_shown_in_a_demonstration_alone(settings, tmp_path, monkeypatch):
    (tmp_path / "demo-signins.json").write_text('[{"username": "zhang"}]', encoding="utf-8")
    monkeypatch.setattr(ui.env, "LOCAL", tmp_path)
    settings.DEMO = False
    assert ui.demo_sign_ins() == []
    settings.DEMO = True
    assert ui.demo_sign_ins() == [{"username": "zhang"}]


def test_what_the_system_did_bears_a_name_that_people_know():
    with translation.override("zh-hans"):
        assert (ui.who(SYSTEM.name), ui.who("杨晓棠")) == ("系统", "杨晓棠")


def test_kinds_of_files_are_said_as_people_know_them():
    assert ui.file_kinds(".pdf,.jpg, image/jpeg,image/png") == "PDF、JPG、JPEG、PNG"
