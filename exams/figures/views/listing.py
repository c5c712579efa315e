"""The list of a session's items with their figures."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge
from exams.figures.words import FLAGS, figure, share
from exams.models import ItemStat, ItemType, Session

SHOWN = 50


def _stem(row: ItemStat) -> str:
    stem = row.item_version.stem
    return stem if len(stem) <= SHOWN else f"{stem[:SHOWN]}…"


def _flags(row: ItemStat) -> str:
    words = [str(FLAGS[flag][0]) for flag in row.figures["flags"]]
    return badge("、".join(words), "wait") if words else ""


ITEMS = Lister(
    caption=gettext_lazy("Items of the session"),
    columns=(
        Column(
            "code",
            gettext_lazy("Code"),
            lambda r: r.item_version.item.code,
            sort=("item_version__item__code",),
            link=lambda r: reverse("exam_item_statistics", args=[r.session_id, r.pk]),
        ),
        Column("stem", gettext_lazy("Question"), _stem),
        Column("n", gettext_lazy("Answers"), lambda r: r.candidates, sort=("candidates",), numeric=True),
        Column("p", gettext_lazy("p"), lambda r: share(r.figures["p"]), sort=("figures__p",), numeric=True),
        Column("r", gettext_lazy("r"), lambda r: figure(r.figures["r"]), sort=("figures__r",), numeric=True),
        Column("d27", gettext_lazy("D27"), lambda r: figure(r.figures["d27"]), sort=("figures__d27",), numeric=True),
        Column("forms", gettext_lazy("Test papers"), lambda r: r.forms, sort=("forms",), numeric=True),
        Column("flags", gettext_lazy("To look at"), _flags),
    ),
    filters=(
        Filter("q", gettext_lazy("Words"), lambda rows, q: rows.filter(item_version__stem__icontains=q)),
        Filter(
            "type",
            gettext_lazy("Type"),
            lambda rows, t: rows.filter(item_version__item__type=t),
            options=ItemType.choices,
        ),
        Filter(
            "flag",
            gettext_lazy("To look at"),
            lambda rows, flag: rows.filter(figures__flags__contains=[flag]),
            options=[(code, words[0]) for code, words in FLAGS.items()],
        ),
    ),
    order="code",
)


def items_of(session: Session) -> QuerySet[ItemStat]:
    """Return the figures of a session's items with what a list reads of them."""
    return ItemStat.objects.filter(session=session).select_related("item_version__item", "item_version__law_ref")
