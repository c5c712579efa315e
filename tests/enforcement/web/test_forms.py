"""Fields: labels, words, and what was typed."""

import pytest
from django import forms


class Everything(forms.Form):
    text = forms.CharField(label="Text", help_text="Say it.")
    day = forms.DateField(label="Day")
    at = forms.DateTimeField(label="At")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")])
    way = forms.ChoiceField(label="Way", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    yes = forms.BooleanField(label="Yes")
    file = forms.FileField(label="File", widget=forms.FileInput(attrs={"accept": ".pdf"}))
    secret = forms.CharField(widget=forms.HiddenInput)


def test_every_field_has_its_label_class_and_words():
    html = str(Everything())
    for words in (
        'for="id_text"',
        'class="form-control"',
        'class="form-select"',
        'type="date"',
        "form-check-input",
        ".pdf",
    ):
        assert words in html
    assert html.count('class="must"') == 7
    assert 'type="datetime-local"' in html


def test_help_and_fault_are_linked_to_the_field():
    html = str(Everything({"text": ""})["text"].as_field_group())
    assert 'aria-describedby="id_text_helptext id_text_error"' in html
    assert 'id="id_text_helptext"' in html
    assert 'id="id_text_error"' in html
    assert "is-invalid" in html


def test_the_summary_leads_to_each_fault():
    html = str(Everything({}))
    assert 'href="#id_text"' in html
    assert 'href="#id_way"' in html
    assert 'id="id_way"' in html


@pytest.mark.parametrize("typed", ["2026-11-03", "2026/11/03"])
def test_a_day_is_given_to_the_browser_as_it_reads_days(typed):
    html = str(Everything({"day": typed})["day"])
    assert 'type="date"' in html
    assert 'value="2026-11-03"' in html


def test_what_is_no_day_stays_as_it_was_typed():
    html = str(Everything({"day": "next week"})["day"])
    assert 'type="text"' in html
    assert 'value="next week"' in html


def test_a_moment_posted_by_a_browser_is_read_and_shown_again():
    form = Everything({"at": "2026-11-03T15:30"})
    form.full_clean()
    assert "at" not in form.errors
    assert 'value="2026-11-03T15:30"' in str(form["at"])


def test_a_chosen_file_must_be_chosen_again_and_that_is_said():
    assert "file-chosen" in str(Everything()["file"].as_field_group())
    assert "浏览器" in str(Everything({})["file"].as_field_group()) or "again" in str(
        Everything({})["file"].as_field_group()
    )
