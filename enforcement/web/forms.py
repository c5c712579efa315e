"""Forms look the same everywhere: one template for a field, written for a phone first."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import django.forms
from django.conf import settings
from django.forms.renderers import BaseRenderer
from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates
from django.utils.formats import get_format

WIDGETS = "django/forms/widgets/"
CLASSES: dict[str, str] = {
    "select": "form-select",
    "checkbox": "form-check-input",
    "radio": "",
    "checkbox_select": "",
    "hidden": "",
    "checkbox_option": "form-check-input",
    "radio_option": "form-check-input",
    "multiple_hidden": "",
    "select_option": "",
    "multiwidget": "",
    "select_date": "",
    "splitdatetime": "",
    "multiple_input": "",
}


class Renderer(BaseRenderer):
    """Render forms and fields through ``templates/_ui/form`` and widgets with the classes of our style sheet."""

    form_template_name = "_ui/form/form.html"
    field_template_name = "_ui/form/field.html"

    @cached_property
    def engine(self) -> DjangoTemplates:
        """The templates of this project, then Django's own for widgets."""
        own = Path(django.forms.__file__).parent / "templates"
        return DjangoTemplates(
            {
                "NAME": "forms",
                "APP_DIRS": False,
                "DIRS": [Path(settings.BASE_DIR) / "templates", own],
                "OPTIONS": {},
            }
        )

    def get_template(self, template_name: str) -> Any:
        """Return a template of a form, a field or a widget."""
        return self.engine.get_template(template_name)

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Return the HTML, a widget's with its class and a day in the form that browsers read."""
        if template_name.startswith(WIDGETS) and "widget" in context:
            _dress(context["widget"], template_name.removeprefix(WIDGETS).removesuffix(".html"))
        return str(super().render(template_name, context, request))


def _dress(widget: dict[str, Any], kind: str) -> None:
    base = CLASSES.get(kind, "form-control")
    attributes = widget["attrs"]
    attributes["class"] = " ".join(part for part in (base, attributes.get("class", "")) if part)
    if attributes.get("aria-invalid"):
        attributes["class"] += " is-invalid"
    if not attributes["class"]:
        del attributes["class"]
    for option in (o for _group, options, _index in widget.get("optgroups", []) for o in options):
        option["attrs"].setdefault("class", CLASSES.get(Path(option["template_name"]).stem, ""))
    if kind in {"date", "datetime"} and widget.get("type") == "text":
        _dress_day(widget, kind)


def _dress_day(widget: dict[str, Any], kind: str) -> None:
    """Make it a day that browsers help with; what is no day stays as it was typed, in a field of text."""
    pattern = "%Y-%m-%d" if kind == "date" else "%Y-%m-%dT%H:%M"
    given = str(widget.get("value") or "")
    names = "DATE_INPUT_FORMATS" if kind == "date" else "DATETIME_INPUT_FORMATS"
    for known in (pattern, *get_format(names)) if given else ():
        with suppress(ValueError):
            widget["value"] = datetime.strptime(given, known).strftime(pattern)  # noqa: DTZ007 (a wall clock's)
            given = ""
            break
    if not given:
        widget["type"] = "date" if kind == "date" else "datetime-local"
