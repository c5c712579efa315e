"""The components of every page: ``{% load ui %}``. They are shown, with their words, at /ui/."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zlib import crc32

from django import template
from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from enforcement import env
from enforcement.errors import Refusal
from enforcement.web import icons
from enforcement.web.words import day, due, filesize_words, masked, moment, money, split_words, starts, when, who

# Views may import these from here, beside the tags.
__all__ = ["day", "due", "filesize_words", "masked", "moment", "money", "split_words", "starts", "when", "who"]

register = template.Library()

TONES: dict[str, str] = {
    "ok": "circle-check",
    "wait": "clock",
    "stop": "alert-octagon",
    "info": "info-circle",
    "plain": "point",
}
BUTTONS: dict[str, str] = {
    "primary": "btn-primary",
    "plain": "btn-plain",
    "danger": "btn-danger",
    "quiet": "btn-quiet",
}


def _show(template_name: str, /, **context: Any) -> SafeString:
    return mark_safe(render_to_string(template_name, context))  # noqa: S308 (a template escapes)


# --- words and figures -------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """Draw an icon: ``{% icon "scale" %}``; with a label it speaks."""
    return icons.svg(name, label=str(label), size=size)


for _tag in (when, due):
    register.simple_tag(_tag)
for _filter in (day, moment, money, masked, filesize_words, split_words, starts, who):
    register.filter(_filter)


# --- where to go -------------------------------------------------------------------------------------------------


@register.simple_tag
def maybe_url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return an address, or "" where that page is not installed: ``{% maybe_url "verify_number" as url %}``."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """Return this page's query with some values changed ("" removes one): ``{% query page=2 %}``."""
    request = context.get("request")
    held = request.GET.copy() if request else QueryDict(mutable=True)
    for key, value in changes.items():
        held.pop(key, None)
        if value not in {"", None}:
            held[key] = str(value)
    return "?" + held.urlencode()


@register.simple_tag
def button(
    text: str, tone: str = "primary", icon: str = "", name: str = "", value: str = "", **more: str
) -> SafeString:
    """Send the form: ``{% button _("Save") icon="check" %}``. Tones: primary, plain, danger, quiet."""
    return _show("_ui/button.html", text=text, tone=BUTTONS[tone], icon=icon, name=name, value=value, **more)


@register.simple_tag
def link_button(url: str, text: str, tone: str = "plain", icon: str = "") -> SafeString:
    """Go somewhere: ``{% link_button url _("New case") icon="plus" tone="primary" %}``."""
    return _show("_ui/link_button.html", url=url, text=text, tone=BUTTONS[tone], icon=icon)


@register.simple_tag(takes_context=True)
def post_button(
    context: template.Context, url: str, text: str, tone: str = "plain", icon: str = "", **hidden: object
) -> SafeString:
    """Do one thing by POST: ``{% post_button url _("Withdraw") icon="x" duty="handle" %}``, hidden fields last."""
    return _show(
        "_ui/post_button.html",
        url=url,
        text=text,
        tone=BUTTONS[tone],
        icon=icon,
        hidden=hidden,
        csrf_token=context.get("csrf_token"),
    )


@register.simple_tag
def back(url: str, text: str) -> SafeString:
    """Go up one level: ``{% back url _("All cases") %}`` in the block ``crumbs``."""
    return _show("_ui/back.html", url=url, text=text)


@register.simple_tag
def tabs(items: Iterable[tuple[Any, ...]], label: str = "") -> SafeString:
    """Choose between views of one thing: (text, url, is_here[, count]) each."""
    rows = [(*item, None)[:4] for item in items]
    return _show("_ui/tabs.html", items=rows, label=label)


@register.simple_tag(takes_context=True)
def pagination(context: template.Context, page: Any) -> SafeString:
    """Turn the pages of a list: ``{% pagination page %}`` takes Django's page object."""
    if not page.has_other_pages():
        return SafeString("")
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [(n, "" if n == page.paginator.ELLIPSIS else query(context, page=n)) for n in numbers]
    before = query(context, page=page.previous_page_number()) if page.has_previous() else ""
    after = query(context, page=page.next_page_number()) if page.has_next() else ""
    return _show("_ui/pagination.html", page=page, links=links, before=before, after=after)


# --- what a thing is ---------------------------------------------------------------------------------------------


@register.simple_tag
def badge(text: str, tone: str = "plain", icon: str = "") -> SafeString:
    """Name a state, with a sign: ``{% badge _("In force") "ok" %}``. Tones: ok, wait, stop, info, plain."""
    return format_html('<span class="badge-state badge-{}">{}{}</span>', tone, icons.svg(icon or TONES[tone]), text)


@register.simple_tag
def light(colour: str, text: str = "") -> SafeString:
    """Show a light of a deadline by shape and word: ``{% light item.light %}`` (green, yellow, red or "")."""
    words = {"green": _("In time"), "yellow": _("Due soon"), "red": _("Overdue"), "": _("No limit")}
    return _show("_ui/light.html", colour=colour or "none", text=text or words[colour or ""])


@register.simple_tag
def person(name: str, post: str = "", agency: str = "", number: str = "") -> SafeString:
    """Show a person: ``{% person officer.name post=… agency=… number=… %}``."""
    return _show("_ui/person.html", name=name, post=post, agency=agency, number=number, first=str(name)[:1])


@register.simple_tag
def file(url: str, name: str, size: float | None = None, kind: str = "", at: datetime | None = None) -> SafeString:
    """Show a file to open: ``{% file url name size=… kind="PDF" at=… %}``."""
    return _show("_ui/file.html", url=url, name=name, size=filesize_words(size) if size else "", kind=kind, at=at)


@register.simple_tag
def facts(pairs: Iterable[tuple[Any, Any]] | Mapping[Any, Any]) -> SafeString:
    """List facts by name: ``{% facts pairs %}`` takes (name, value) pairs."""
    return _show("_ui/facts.html", pairs=pairs.items() if isinstance(pairs, Mapping) else pairs)


@register.simple_tag
def stat(value: object, text: str, url: str = "", tone: str = "", icon: str = "") -> SafeString:
    """Show one figure in large print: ``{% stat 12 _("cases open") url=… tone="stop" %}``."""
    return _show("_ui/stat.html", value=value, text=text, url=url, tone=tone, icon=icon)


@register.simple_tag
def empty(title: str, text: str = "", icon: str = "inbox", url: str = "", action: str = "") -> SafeString:
    """Say that nothing is here, and what to do: ``{% empty _("No cases") _("…") url=… action=_("New case") %}``."""
    return _show("_ui/empty.html", title=title, text=text, icon=icon, url=url, action=action)


@register.simple_tag
def stepper(steps: Iterable[str], current: int) -> SafeString:
    """Show where one is among a few steps, counted from 1: ``{% stepper steps 2 %}``."""
    states = [(n, text, "done" if n < current else "here" if n == current else "") for n, text in enumerate(steps, 1)]
    return _show("_ui/stepper.html", steps=states, current=current, total=len(states))


@register.simple_tag
def progress(value: int, of: int, text: str = "") -> SafeString:
    """Show how far long work has come: ``{% progress 40 120 _("Certificates") %}``."""
    return _show("_ui/progress.html", value=value, of=of, text=text, percent=round(100 * value / of) if of else 0)


@register.simple_tag
def timeline(entries: Iterable[Any]) -> SafeString:
    """List what happened: entries with title and, where known, at, by, text, article, tone, icon, url."""
    return _show("_ui/timeline.html", entries=entries)


@register.simple_tag
def copy(text: str, label: str = "") -> SafeString:
    """Offer to copy a text: ``{% copy number %}``."""
    return _show("_ui/copy.html", text=text, label=label)


@register.simple_tag
def print_button(text: str = "") -> SafeString:
    """Offer to print the page: ``{% print_button %}``."""
    return _show("_ui/print_button.html", text=text)


# --- around other content ----------------------------------------------------------------------------------------


@register.simple_block_tag
def card(content: str, title: str = "", icon: str = "", url: str = "", action: str = "", level: int = 2) -> SafeString:
    """Frame content: ``{% card _("Facts") icon="file-text" %}…{% endcard %}``; url and action put a link beside."""
    return _show("_ui/card.html", content=content, title=title, icon=icon, url=url, action=action, level=level)


@register.simple_block_tag
def alert(content: str, tone: str = "info", title: str = "", article: str = "") -> SafeString:
    """Tell something that matters: ``{% alert "wait" _("Title") article="…第四十四条" %}…{% endalert %}``."""
    return _show("_ui/alert.html", content=content, tone=tone, title=title, article=article, icon=TONES[tone])


@register.simple_block_tag
def fact(content: str, name: str = "") -> SafeString:
    """Show one fact inside ``<dl class="facts">``: ``{% fact _("Agency") %}…{% endfact %}``."""
    return format_html('<div class="fact"><dt>{}</dt><dd>{}</dd></div>', name, content)


@register.simple_block_tag
def table(
    content: str, caption: str = "", *, shown: bool = False, wide: bool = False, figures: bool = False
) -> SafeString:
    """Frame rows, each a card on a phone (cells carry data-label): ``{% table _("Cases") %}<thead>…{% endtable %}``.

    ``wide`` says that it may scroll sideways, so that the keyboard can reach it; ``figures`` that all cells but the
    first are numbers, which stand side by side on a phone.
    """
    return _show("_ui/table.html", content=content, caption=caption, shown=shown, wide=wide, figures=figures)


@register.simple_block_tag
def details(content: str, summary: str = "", opened: bool = False) -> SafeString:  # noqa: FBT001, FBT002
    """Hide what few need: ``{% details _("More") %}…{% enddetails %}``."""
    return _show("_ui/details.html", content=content, summary=summary, opened=opened)


@register.simple_block_tag(takes_context=True)
def filters(context: template.Context, content: str, label: str = "") -> SafeString:
    """Narrow a list by GET: ``{% filters %}…labelled inputs…{% endfilters %}``."""
    request = context.get("request")
    used = bool(request and request.GET)
    return _show("_ui/filters.html", content=content, label=label, clear=request.path if request else "", used=used)


@register.simple_block_tag(takes_context=True)
def confirm(
    context: template.Context,
    content: str,
    text: str = "",
    title: str = "",
    url: str = "",
    tone: str = "danger",
    icon: str = "",
    yes: str = "",
    **hidden: object,
) -> SafeString:
    """Ask before doing: ``{% confirm _("Withdraw…") title=… url=… yes=_("Withdraw") %}what happens{% endconfirm %}``.

    The dialog's form posts to ``url`` with the content (words, or fields) and the further keywords as hidden fields.
    """
    key = f"confirm-{crc32(repr((url, text, title, content, sorted(hidden.items()))).encode()):x}"
    return _show(
        "_ui/confirm.html",
        key=key,
        content=content,
        text=text,
        title=title or text,
        url=url,
        tone=BUTTONS[tone],
        icon=icon,
        yes=yes or text,
        hidden=hidden,
        csrf_token=context.get("csrf_token"),
    )


# --- forms and lists ---------------------------------------------------------------------------------------------


@register.simple_tag
def refusal_alert(refusal: Refusal) -> SafeString:
    """Show why something was refused, by which article, and what to do next."""
    return _show("_ui/refusal.html", refusal=refusal)


@register.simple_tag(takes_context=True)
def act_form(
    context: template.Context,
    form: Any,
    submit: str = "",
    tone: str = "primary",
    icon: str = "",
    cancel: str = "",
    action: str = "",
) -> SafeString:
    """Show the form of an act with all it needs: ``{% act_form form submit=_("File the case") cancel=url %}``."""
    return _show(
        "_ui/form/act.html",
        form=form,
        submit=submit,
        tone=tone,
        icon=icon,
        cancel=cancel,
        action=action,
        act_id=context.get("act_id"),
        refusal=context.get("refusal"),
        csrf_token=context.get("csrf_token"),
    )


@register.simple_tag(takes_context=True)
def listing(context: template.Context, shown: Any, empty_title: str = "", empty_text: str = "") -> SafeString:
    """Show a list of ``enforcement.web.lists`` with filters, order and pages: ``{% listing cases %}``."""
    request = context.get("request")
    return mark_safe(  # noqa: S308 (a template escapes)
        render_to_string(
            "_ui/listing.html",
            {
                "listing": shown,
                "empty_title": empty_title,
                "empty_text": empty_text,
                "request": request,
                "care_mode": context.get("care_mode"),
            },
        )
    )


@register.simple_tag
def demo_sign_ins() -> list[dict[str, str]]:
    """Return the sign-ins of invented persons, in a demonstration alone."""
    path = env.LOCAL / "demo-signins.json"
    if not settings.DEMO or not path.is_file():
        return []
    rows: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return rows


@register.filter
def file_kinds(accept: str) -> str:
    """Return what a file field takes as people say it: ``image/jpeg,.pdf`` → ``JPEG、PDF``."""
    names = (part.strip().rpartition("/")[2].rpartition(".")[2].upper() for part in accept.split(","))
    return "、".join(name for name in names if name and name != "*")
