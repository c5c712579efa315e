"""The list of items: its columns, filters and what it knows of each item, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge
from exams.bank.answer import VOID
from exams.bank.queries import latest_key
from exams.bank.uses import with_exposure
from exams.models import Bank, Item, ItemStat, ItemType, KeyChange, Session

SHOWN = 60
Rows = QuerySet[Item]


def known(rows: Rows, sessions: QuerySet[Session]) -> Rows:
    """Return items with all that the list shows of them; ``sessions`` are those whose papers may be known of."""
    stats = ItemStat.objects.filter(item_version=OuterRef("current")).order_by("-session__opens_at", "-pk")
    proposed = KeyChange.objects.filter(item_version__item=OuterRef("pk"), state=KeyChange.State.PROPOSED)
    return with_exposure(
        rows.filter(current__isnull=False)
        .select_related("current__law_ref", "group", "bank")
        .annotate(
            key_status=latest_key("status"),
            key_number=latest_key("number"),
            proposed=Exists(proposed),
            p=Subquery(stats.values("figures__p")[:1]),
            r=Subquery(stats.values("figures__r")[:1]),
        ),
        sessions,
    )


def _outdated(on: date) -> Q:
    return Q(current__law_ref__outdated_from__lte=on)


def _coming(on: date) -> Q:
    return Q(current__law_ref__outdated_from__gt=on)


def states(on: date) -> dict[str, tuple[Any, Callable[[Rows], Rows]]]:
    """Return the states that the list can be narrowed to, each with its words and what narrows it."""
    retired = Q(retired_on__lte=on)
    usable = ~retired & ~_outdated(on) & ~Q(key_status__in=VOID) & Q(current__law_ref__in_force_from__lte=on)
    return {
        "usable": (gettext_lazy("usable"), lambda rows: rows.filter(usable)),
        "retired": (gettext_lazy("retired"), lambda rows: rows.filter(retired)),
        "outdated": (gettext_lazy("law amended"), lambda rows: rows.filter(_outdated(on)).exclude(retired)),
        "soon": (gettext_lazy("law will be amended"), lambda rows: rows.filter(_coming(on)).exclude(retired)),
        "rekeyed": (gettext_lazy("key changed"), lambda rows: rows.filter(key_number__gt=1)),
        "proposed": (gettext_lazy("key change proposed"), lambda rows: rows.filter(proposed=True)),
        "void": (gettext_lazy("void"), lambda rows: rows.filter(key_status__in=VOID)),
        "practice": (gettext_lazy("open for practice"), lambda rows: rows.filter(practice_from__lte=on)),
    }


def state_badges(item: Item, on: date) -> SafeString:
    """Return what is to be known of an item on a day, as badges. The item comes from ``known``."""
    facts: Any = item
    ref = item.current.law_ref if item.current else None
    signs = [
        (bool(item.retired_on and item.retired_on <= on), _("retired"), "plain"),
        (bool(ref and ref.outdated_from and ref.outdated_from <= on), _("law amended"), "stop"),
        (bool(ref and ref.outdated_from and ref.outdated_from > on), _("law will be amended"), "wait"),
        (facts.key_status in VOID, _("void"), "stop"),
        (facts.key_status not in VOID and facts.key_number > 1, _("key changed"), "info"),
        (facts.proposed, _("key change proposed"), "wait"),
        (bool(item.practice_from and item.practice_from <= on), _("open for practice"), "info"),
    ]
    shown = [(badge(words, tone),) for holds, words, tone in signs if holds] or [(badge(_("usable"), "ok"),)]
    return format_html('<span class="signs">{}</span>', format_html_join(" ", "{}", shown))


def share(value: float | None) -> str:
    """Return a figure of an item's statistics as people write it."""
    return "—" if value is None else f"{value:.2f}"


def stem_of(item: Item) -> str:
    """Return the beginning of an item's question."""
    stem = item.current.stem if item.current else ""
    return stem if len(stem) <= SHOWN else f"{stem[:SHOWN]}…"


def _code(editable: Collection[int]) -> Callable[[Item], SafeString]:
    def cell(item: Item) -> SafeString:
        link = format_html('<a href="{}">{}</a>', reverse("exam_item", args=[item.pk]), item.code)
        if item.bank_id not in editable:
            return link
        said = _("Choose %(code)s") % {"code": item.code}
        box = '<input class="form-check-input" type="checkbox" name="item" value="{}" form="bulk" aria-label="{}">'
        return format_html('<span class="pick">' + box + "{}</span>", item.pk, said, link)

    return cell


def _used(item: Item) -> str:
    facts: Any = item
    if not facts.used:
        return _("never")
    parts = [
        _("%(count)d × · %(month)s") % {"count": facts.used, "month": f"{timezone.localdate(facts.last_used):%Y-%m}"}
    ]
    parts += [f"{name} {share(value)}" for name, value in (("p", facts.p), ("r", facts.r)) if value is not None]
    return " · ".join(parts)


def lister(*, rows: Rows, banks: QuerySet[Bank], editable: Collection[int], on: date) -> Lister:
    """Return the list of these items: rows of banks in ``editable`` can be ticked."""
    laws = rows.order_by().values_list("current__law_ref__short", flat=True).distinct()
    narrow = states(on)
    return Lister(
        caption=gettext_lazy("Exam items"),
        columns=(
            Column("code", gettext_lazy("Code"), _code(editable), sort=("code",)),
            Column("stem", gettext_lazy("Question"), stem_of),
            Column("type", gettext_lazy("Type"), lambda i: i.get_type_display(), sort=("type",)),
            Column("law", gettext_lazy("Law"), lambda i: i.current.law_ref, sort=("current__law_ref__short", "code")),
            Column(
                "difficulty",
                gettext_lazy("Difficulty"),
                lambda i: i.current.difficulty,
                sort=("current__difficulty",),
                numeric=True,
            ),
            Column("used", gettext_lazy("Used in sessions"), _used),
            Column("state", gettext_lazy("State"), lambda i: state_badges(i, on)),
        ),
        filters=(
            Filter("q", gettext_lazy("Code or words"), lambda found, q: found.filter(_says(q))),
            Filter(
                "bank",
                gettext_lazy("Bank"),
                lambda found, bank: found.filter(bank_id=bank),
                options=lambda: [(str(b.pk), f"{b.name} · {b.agency.title}") for b in banks],
            ),
            Filter("type", gettext_lazy("Type"), lambda found, t: found.filter(type=t), options=ItemType.choices),
            Filter(
                "law",
                gettext_lazy("Law"),
                lambda found, law: found.filter(current__law_ref__short=law),
                options=lambda: sorted((law, law) for law in laws if law),
            ),
            Filter(
                "article",
                gettext_lazy("Article of law"),
                lambda found, a: found.filter(current__law_ref__article__startswith=a),
            ),
            Filter("topic", gettext_lazy("Topic"), lambda found, t: found.filter(current__topic__icontains=t)),
            Filter(
                "difficulty",
                gettext_lazy("Difficulty"),
                lambda found, d: found.filter(current__difficulty=d),
                options=[(str(n), str(n)) for n in range(1, 6)],
            ),
            Filter(
                "state",
                gettext_lazy("State"),
                lambda found, state: narrow[state][1](found),
                options=[(state, words) for state, (words, _apply) in narrow.items()],
            ),
        ),
        order="code",
    )


def _says(words: str) -> Q:
    return Q(current__stem__icontains=words) | Q(code__icontains=words)


def found(request: HttpRequest, one: Lister, rows: Rows) -> Rows:
    """Return all the items that the filters of a request leave, on every page of the list."""
    for filter_ in one.filters:
        value, _options = filter_.chosen(request.GET.get(filter_.key, ""))
        rows = filter_.apply(rows, value) if value else rows
    return rows
