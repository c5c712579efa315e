"""The laws that items rest on, and what an amendment of them touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from enforcement import clock
from enforcement.norms.articles import order_of
from exams.models import Bank, Form, Item, ItemVersion, LawRef, Session


@dataclass(frozen=True, slots=True)
class Article:
    """An article in a version of its law, with how many items in use of some banks rest on it."""

    ref: LawRef
    items: int


@dataclass(frozen=True, slots=True)
class LawVersion:
    """A version of a law with its articles that items rest on."""

    articles: tuple[Article, ...]

    @property
    def ref(self) -> LawRef:
        """The first of its articles: it names law and version, and leads to the page."""
        return self.articles[0].ref

    @property
    def items(self) -> int:
        """How many items rest on it."""
        return sum(article.items for article in self.articles)

    @property
    def amended(self) -> tuple[Article, ...]:
        """The articles that are recorded as amended."""
        return tuple(article for article in self.articles if article.ref.outdated_from)

    @property
    def standing(self) -> tuple[Article, ...]:
        """The articles that are not."""
        return tuple(article for article in self.articles if not article.ref.outdated_from)

    @property
    def items_to_check(self) -> int:
        """How many items rest on amended articles."""
        return sum(article.items for article in self.amended)


def law_versions(banks: QuerySet[Bank]) -> list[LawVersion]:
    """Return the versions of laws that items of these banks rest on, or once did, by law. Two queries."""
    counts = dict(
        Item.objects.filter(bank__in=banks, retired_on=None, current__isnull=False)
        .order_by()
        .values_list("current__law_ref")
        .annotate(n=Count("pk"))
    )
    refs = LawRef.objects.filter(pk__in=ItemVersion.objects.filter(item__bank__in=banks).values("law_ref"))
    found: dict[tuple[str, str], list[Article]] = {}
    for ref in refs.order_by("law", "-in_force_from", "pk"):
        found.setdefault((ref.law, ref.version), []).append(Article(ref, counts.get(ref.pk, 0)))
    return [LawVersion(tuple(sorted(articles, key=lambda a: order_of(a.ref.article)))) for articles in found.values()]


@dataclass(frozen=True, slots=True)
class Resting:
    """A session that amended articles touch, with how many of the items on its papers rest on them."""

    session: Session
    items: int


def papers_resting_on(*, refs: Iterable[LawRef], sessions: QuerySet[Session], at: datetime) -> list[Resting]:
    """Return which of these sessions are opened and still to be sat on wording that is no longer in force at their end.

    Two queries.
    """
    until = {ref.pk: ref.outdated_from for ref in refs if ref.outdated_from}
    versions = dict(ItemVersion.objects.filter(law_ref__in=until).values_list("pk", "law_ref"))
    papers = Form.objects.filter(
        item_versions__overlap=list(versions),
        session__in=sessions.filter(state=Session.State.OPEN, closes_at__gte=at).order_by(),
    ).select_related("session__exam")
    touched: dict[Session, set[int]] = {}
    for form in papers.only("item_versions", "session"):
        end = clock.day_of(form.session.closes_at)
        for pk in set(form.item_versions) & set(versions):
            day = until[versions[pk]]
            if day and day <= end:
                touched.setdefault(form.session, set()).add(pk)
    return [Resting(session, len(items)) for session, items in touched.items()]


def drafts_resting_on(*, refs: Collection[LawRef], sessions: QuerySet[Session], at: datetime) -> QuerySet[Session]:
    """Return which of these sessions are being prepared from a bank with items in use on these articles."""
    items = Item.objects.filter(retired_on=None, current__law_ref__in=refs)
    return (
        sessions.filter(state=Session.State.DRAFT, closes_at__gte=at, exam__bank__in=items.order_by().values("bank"))
        .select_related("exam")
        .order_by("opens_at")
    )
