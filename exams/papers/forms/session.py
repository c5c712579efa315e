"""The form of a session, new or in preparation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from enforcement.web.times import say_day
from exams.create_session import MOST_FORMS
from exams.forms import Moment
from exams.models import Exam, Session
from exams.papers.defaults import SessionDefaults, needs_people
from exams.papers.exam_facts import MOST_MINUTES
from exams.papers.session_rules import SessionRules

OWN = ("kind", "fixed", "entry_until", "takeover", "photo", "focus_limit", "focus_act", "to_practice")


class SessionForm(forms.Form):
    """A session; its exam can be chosen only while it is new."""

    template_name = "exams/papers/_session_form.html"

    exam_id = forms.TypedChoiceField(label=_("Exam"), coerce=int)
    title = forms.CharField(
        label=_("Title"), max_length=80, help_text=_("What people call it, such as “first session”.")
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Session.Kind.choices, widget=forms.RadioSelect,
        help_text=_("A make-up session is for those who sat this exam and did not pass, or were absent."),
    )  # fmt: skip
    opens_at = Moment(label=_("Opens"))
    closes_at = Moment(label=_("Closes"))
    minutes = forms.IntegerField(label=_("Minutes for the paper"), min_value=1, max_value=MOST_MINUTES)
    fixed = forms.BooleanField(
        label=_("Everybody ends at the same time"), required=False,
        help_text=_("The time runs from the opening; who comes late has less. Otherwise it runs from each start."),
    )  # fmt: skip
    entry_until = Moment(
        label=_("Start until"), required=False,
        help_text=_("Later only when a proctor admits somebody late. Empty: as long as the session is open."),
    )  # fmt: skip
    forms_wanted = forms.IntegerField(
        label=_("Parallel papers"), min_value=1, max_value=MOST_FORMS,
        help_text=_("Papers of equal make-up and difficulty; neighbours get different ones. 1 to 200."),
    )  # fmt: skip
    release_at_once = forms.BooleanField(
        label=_("Show each candidate the result right after submission"), required=False,
        help_text=_("Otherwise all results are shown when you release them."),
    )  # fmt: skip
    to_practice = forms.BooleanField(
        label=_("Open its items for practice after release"), required=False,
        help_text=_("Whoever practises then sees these items with keys and explanations."),
    )  # fmt: skip
    takeover = forms.ChoiceField(
        label=_("Going on at another device"), choices=Session.Takeover.choices, widget=forms.RadioSelect,
        help_text=_("With a code, nobody continues elsewhere without the proctor."),
    )  # fmt: skip
    photo = forms.ChoiceField(
        label=_("Photo before the start"), choices=Session.Photo.choices, widget=forms.RadioSelect,
        help_text=_("A face is sensitive data (个人信息保护法第二十八条): take a photo only where there is need."),
    )  # fmt: skip
    focus_limit = forms.IntegerField(
        label=_("How often the exam page may be left"), min_value=0, max_value=99,
        help_text=_("The candidate is warned each time. 0: no limit."),
    )  # fmt: skip
    focus_act = forms.ChoiceField(
        label=_("When it was left more often"), choices=Session.FocusAct.choices, widget=forms.RadioSelect
    )
    seb_keys = forms.CharField(
        label=_("Safe Exam Browser: config keys"), required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "autocapitalize": "off"}),
        help_text=_("One on each line, 64 digits each. With a key only that browser opens the paper."),
    )  # fmt: skip

    def __init__(self, *args: Any, exams: QuerySet[Exam] | None, exam: Exam | None, **more: Any) -> None:
        """Offer these exams (None: the session's exam stands); a paper that people mark has no result at once."""
        super().__init__(*args, **more)
        self.exam = exam
        if exams is None:
            del self.fields["exam_id"]
        else:
            choice = self.fields["exam_id"]
            assert isinstance(choice, forms.ChoiceField)  # noqa: S101 (tells the type checker)
            choice.choices = [(e.pk, _told(e)) for e in exams]
        if exam is not None and needs_people(exam.blueprint):
            del self.fields["release_at_once"]

    def clean(self) -> dict[str, Any]:
        """Name everything as the acts do."""
        data = super().clean() or {}
        if self.errors:
            return data
        own = {name: data.pop(name) for name in OWN}
        keys = tuple(data.pop("seb_keys").lower().split())
        data["forms"] = data.pop("forms_wanted")
        data["release_at_once"] = data.get("release_at_once", False)
        return {**data, "rules": SessionRules(**own, seb_keys=keys)}


def initial_of_defaults(given: SessionDefaults) -> dict[str, Any]:
    """Return what a new session shows."""
    return {
        "forms_wanted": given.forms,
        "release_at_once": given.release_at_once,
        **{name: getattr(given.rules, name) for name in OWN},
    }


def initial_of_session(session: Session) -> Mapping[str, Any]:
    """Return what a session that is there shows."""
    names = ("title", "opens_at", "closes_at", "minutes", "forms_wanted", "release_at_once", *OWN)
    return {**{name: getattr(session, name) for name in names}, "seb_keys": "\n".join(session.seb_keys)}


def _told(exam: Exam) -> str:
    """Return an exam as the list offers it: two of one title differ by the day on which they were made."""
    return f"{exam.title} · {say_day(exam.made_at)}"


class CancelForm(forms.Form):
    """Why a session is cancelled."""

    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
