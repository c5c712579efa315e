"""The columns and filters of the register."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Exists, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from certification.fields import FIELDS, titles
from certification.models import Credential
from certification.officers import queries
from certification.words import STATES, state_badge
from enforcement import clock
from enforcement.organisation.identifiers import id_number_fault
from enforcement.organisation.models import Agency, Post
from enforcement.organisation.secrecy import fingerprint
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge

WHO: Final = [("former", _("Former officers"))]
CARD: Final = [*((code, words) for code, (words, _tone) in STATES.items()), ("none", _("No card"))]


def search(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Return the rows whose name or user name has the words, with that card number, or that identification number."""
    if not id_number_fault(words.upper()):
        return rows.filter(person__id_fingerprint=fingerprint(words.upper()))
    cards = Credential.objects.filter(number__startswith=words).values("person")
    return rows.filter(Q(person__name__icontains=words) | Q(person__username=words) | Q(person__in=cards))


def by_card(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Return the rows with a card of a state, or with none that counts or might count again."""
    cards = queries.cards_of_post(clock.today())
    if state == "none":
        return rows.filter(~Exists(cards.filter(state__in=["valid", "suspended", "lost", "not_yet"])))
    return rows.filter(Exists(cards.filter(state=state)))


def post_title(post: Any) -> str:
    """Return the title of a post in the reader's language."""
    english = (get_language() or "").startswith("en")
    return str((post.title_en if english else "") or post.title)


def card_badge(post: Any) -> str:
    """Return how the card of a post stands; nothing for a post that never has one."""
    if post.card_state:
        return format_html("{} {}", state_badge(post.card_state), post.card_number)
    return badge(str(_("No card")), "wait") if post.may_enforce else ""


def fields_of(post: Any) -> str:
    """Return the fields of a post's officer."""
    sheet = getattr(post.person, "officer", None)
    return titles(sheet.fields) if sheet else ""


def lister(agencies: QuerySet[Agency]) -> Lister:
    """Return the list for somebody who sees some agencies."""
    shown = list(agencies.order_by("path"))
    level = min((len(agency.line) for agency in shown), default=0)
    tree = [(agency.path, "　" * (len(agency.line) - level) + agency.title) for agency in shown]
    return Lister(
        caption=_("Officers"),
        columns=(
            Column(
                "name", _("Name"), lambda p: p.person.name, ("person__name",),
                lambda p: reverse("officer_record", args=[p.person_id]),
            ),
            Column("agency", _("Agency"), lambda p: p.agency.title, ("agency__path", "person__name")),
            Column("post", _("Post"), post_title),
            Column("establishment", _("Establishment"), lambda p: p.get_establishment_display(), ("establishment",)),
            Column("fields", _("Fields"), fields_of),
            Column("card", _("Card"), card_badge),
        ),
        filters=(
            Filter("q", _("Name, card number or identification number"), search),
            Filter(
                "agency", _("Agency and below"), lambda rows, p: rows.filter(agency__path__startswith=p),
                options=lambda: tree,
            ),
            Filter("card", _("Card"), by_card, options=CARD),
            Filter(
                "field", _("Field"), lambda rows, code: rows.filter(person__officer__fields__contains=[code]),
                options=lambda: [(field.code, field.title) for field in FIELDS.values()],
            ),
            Filter(
                "establishment", _("Establishment"), lambda rows, kind: rows.filter(establishment=kind),
                options=Post.Establishment.choices,
            ),
            Filter("who", _("Which officers"), lambda rows, _who: rows, WHO),
        ),
        order="agency",
    )  # fmt: skip


def rows_of(request: HttpRequest, agencies: QuerySet[Agency]) -> QuerySet[Any]:
    """Return the rows that the request's ``who`` asks for."""
    return queries.register(agencies, clock.today(), former=request.GET.get("who") == "former")
