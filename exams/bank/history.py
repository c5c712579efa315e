"""What became of an item: its versions and keys with what differs, proposals, uses, figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from exams.bank.answer import VOID, Answer, in_words, letters
from exams.bank.differences import Changed, between
from exams.bank.uses import Touched, touched_by
from exams.imports.draft import STEM, Draft
from exams.models import Item, ItemStat, ItemType, ItemVersion, KeyChange, KeyVersion


@dataclass(frozen=True, slots=True)
class Option:
    """An option as staff see it."""

    letter: str
    text: str
    right: bool
    pictures: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Keyed:
    """A key with what it says in words."""

    key: KeyVersion
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """A version with its keys, the latest first, and what differs from the version before it."""

    version: ItemVersion
    keys: tuple[Keyed, ...]
    changed: tuple[Changed, ...]
    used: tuple[Touched, ...]
    stats: tuple[ItemStat, ...]

    @property
    def look(self) -> Look:
        """The version as staff see it, with the key that counts."""
        return Look.of(self.version, Answer.of(self.keys[0].key) if self.keys else None)


@dataclass(frozen=True, slots=True)
class Look:
    """A wording as it is shown: its question in pieces around the blanks, its options, what is right."""

    type: str
    stem: str
    shared: str
    shared_pictures: tuple[dict[str, str], ...]
    pictures: tuple[dict[str, str], ...]
    options: tuple[Option, ...]
    words: tuple[str, ...] = ()
    guide: str = ""
    points: tuple[str, ...] = ()
    void: bool = False

    @property
    def label(self) -> str:
        """The type as people call it."""
        return str(ItemType(self.type).label)

    @classmethod
    def of(cls, version: ItemVersion, answer: Answer | None) -> Look:
        """Return how a version looks, with this key or without any."""
        shared, texts = version.group_version, answer.texts if answer else None
        guided: dict[str, Any] = texts if isinstance(texts, dict) else {}
        return cls(
            type=version.item.type,
            stem=version.stem,
            shared=shared.stem if shared else "",
            shared_pictures=tuple(shared.media) if shared else (),
            pictures=tuple(m for m in version.media if m.get("place", "stem") == "stem"),
            options=_options(version.options, version.media, answer),
            words=tuple(" / ".join(words) for words in texts) if isinstance(texts, list) else (),
            guide=guided.get("guide", ""),
            points=tuple(guided.get("points", ())),
            void=bool(answer and answer.status in VOID),
        )

    @classmethod
    def of_draft(cls, draft: Draft) -> Look:
        """Return how an item that is being written looks."""
        return cls(
            type=draft.type,
            stem=draft.stem,
            shared=draft.case.stem if draft.case else "",
            shared_pictures=tuple(draft.case.media) if draft.case else (),
            pictures=tuple(m for m in draft.media if m["place"] == STEM),
            options=_options(draft.options_json, draft.media, None),
        )


def _options(options: list[dict[str, str]], media: list[dict[str, str]], answer: Answer | None) -> tuple[Option, ...]:
    right = {letter for mask in answer.accepted for letter in letters(mask)} if answer else set()
    return tuple(
        Option(o["id"], o["text"], o["id"] in right, tuple(m for m in media if m.get("place") == o["id"]))
        for o in options
    )


def history(item: Item) -> list[Told]:
    """Return the versions of an item, the latest first. The number of queries grows with the versions used alone."""
    versions = list(
        ItemVersion.objects.filter(item=item)
        .select_related("item", "law_ref", "group_version")
        .prefetch_related("keys", "stats__session__exam")
        .order_by("-number")
    )
    before: list[ItemVersion | None] = [*versions[1:], None]
    uses = touched_by([version.pk for version in versions])
    return [
        Told(
            version,
            tuple(Keyed(key, in_words(Answer.of(key))) for key in version.keys.all()),
            tuple(between(earlier, version)) if earlier else (),
            tuple(uses.get(version.pk, ())),
            tuple(sorted(version.stats.all(), key=lambda stat: stat.session.opens_at, reverse=True)),
        )
        for version, earlier in zip(versions, before, strict=True)
    ]


def changes_of(item: Item) -> list[KeyChange]:
    """Return the proposals to change keys of an item, the latest first, with who said what."""
    return list(
        KeyChange.objects.filter(item_version__item=item)
        .select_related("proposed_by", "item_version__item")
        .prefetch_related("voices__person")
        .order_by("-proposed_at", "-pk")
    )
