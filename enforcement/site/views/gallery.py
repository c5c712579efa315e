"""The gallery: every component with its words, and how a template writes it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from enforcement import clock
from enforcement.access import allow, public
from enforcement.errors import OutOfOrder

SPECIMENS = (
    ("site/gallery/buttons.html", gettext_lazy("Buttons and links")),
    ("site/gallery/states.html", gettext_lazy("States and lights")),
    ("site/gallery/times.html", gettext_lazy("Days, times, amounts")),
    ("site/gallery/cards.html", gettext_lazy("Cards, facts, figures")),
    ("site/gallery/people.html", gettext_lazy("People and files")),
    ("site/gallery/notices.html", gettext_lazy("Notices and refusals")),
    ("site/gallery/nothing.html", gettext_lazy("Nothing here")),
    ("site/gallery/dialogs.html", gettext_lazy("Asking before doing")),
    ("site/gallery/places.html", gettext_lazy("Where one is")),
    ("site/gallery/happened.html", gettext_lazy("What happened")),
    ("site/gallery/tables.html", gettext_lazy("Lists")),
    ("site/gallery/forms.html", gettext_lazy("Forms")),
)
LOAD = re.compile(r"^{% load [^%]*%}\s*")


class ExampleForm(forms.Form):
    """A form with one field of each kind."""

    name = forms.CharField(label=gettext_lazy("Name of the party"), max_length=60)
    found_on = forms.DateField(label=gettext_lazy("Day of discovery"))
    source = forms.ChoiceField(
        label=gettext_lazy("Source of the clue"),
        choices=[("inspection", gettext_lazy("inspection")), ("report", gettext_lazy("report by a citizen"))],
    )
    service = forms.ChoiceField(
        label=gettext_lazy("How documents are served"),
        widget=forms.RadioSelect,
        choices=[("direct", gettext_lazy("in person")), ("post", gettext_lazy("by post"))],
    )
    facts = forms.CharField(
        label=gettext_lazy("Facts"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Who, when, where, what. One sentence each."),
    )
    evidence = forms.FileField(
        label=gettext_lazy("Evidence"), required=False, widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.png"})
    )
    urgent = forms.BooleanField(label=gettext_lazy("This is urgent"), required=False)


@require_safe
@allow(public)
def gallery(request: HttpRequest) -> HttpResponse:
    """Show each component and its source."""
    content = _content()
    shown = []
    for number, (name, title) in enumerate(SPECIMENS, 1):
        template = get_template(name)
        source = LOAD.sub("", Path(str(template.origin.name)).read_text(encoding="utf-8"))  # type: ignore[attr-defined]
        html = template.render(content, request)
        shown.append({"key": f"part-{number}", "title": title, "html": html, "source": source})
    return render(request, "site/gallery.html", {"specimens": shown})


def _content() -> dict[str, Any]:
    now, today = clock.now(), clock.today()
    wrong = ExampleForm({"name": "", "found_on": "2025-13-01", "source": "report", "facts": _("A stall on the road.")})
    return {
        "now": now,
        "hour_ago": now - timedelta(hours=3),
        "days_ago": now - timedelta(days=3),
        "soon": today + timedelta(days=3),
        "past": today - timedelta(days=2),
        "amount": "12345.6",
        "refusal": OutOfOrder(article="《中华人民共和国行政处罚法》第五十八条"),
        "pairs": [(_("Agency"), _("Market supervision bureau")), (_("Number"), "37148126000001"), (_("Remark"), "")],
        "steps": [_("Filing"), _("Investigation"), _("Legal review"), _("Decision")],
        "tabs": [(_("Open"), "#part-9", True, 12), (_("Closed"), "#part-9", False, 340), (_("All"), "#part-9", False)],
        "page": Paginator(range(240), 20).page(5),
        "entries": _entries(),
        "rows": [
            (_("A stall on the road"), "yellow", today, "200"),
            (_("Food past its date"), "red", today, "5000"),
            (_("No licence shown"), "green", today, "0"),
        ],
        "form": wrong,
        "fresh": ExampleForm(auto_id="fresh_%s"),
    }


def _entries() -> list[SimpleNamespace]:
    now = clock.now()
    return [
        SimpleNamespace(
            title=_("Case filed"),
            by=_("Zhang Wei, market supervision bureau"),
            at=now - timedelta(days=9),
            tone="ok",
            icon="file-plus",
            text="",
            article="《行政处罚法》第五十四条",
            url="",
        ),
        SimpleNamespace(
            title=_("Sent back for more evidence"),
            by=_("Li Na, legal review"),
            at=now - timedelta(days=2),
            tone="wait",
            icon="arrow-back-up",
            text=_("The record of the inspection has no signature."),
            article="",
            url="",
        ),
        SimpleNamespace(
            title=_("Deadline passed"),
            by="",
            at=now - timedelta(hours=2),
            tone="stop",
            icon="alert-octagon",
            text="",
            article="",
            url="#part-10",
        ),
    ]
