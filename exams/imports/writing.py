"""The rows that an import writes, within its transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from exams.bank.pictures import Drawn, store
from exams.imports.compare import Plan
from exams.imports.draft import Case, Draft
from exams.models import Bank, GroupVersion, Image, Item, ItemGroup, ItemVersion, KeyVersion, LawRef

BATCH = 500
Refs = Mapping[tuple[str, str, str], LawRef]


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes into which bank, and when."""

    bank: Bank
    by: str
    at: datetime

    def write(self, plan: Plan, pictures: Iterable[Drawn]) -> None:
        """Write a plan: pictures, laws, cases, items, versions, keys."""
        drafts = [*plan.new, *(draft for _one, draft in plan.reworded)]
        self._pictures(drafts, pictures)
        refs, shared = law_refs(drafts), self._cases(drafts)
        items = Item.objects.bulk_create(
            (Item(bank=self.bank, code=draft.code, type=draft.type) for draft in plan.new), batch_size=BATCH
        )
        pairs = [*zip(items, plan.new, strict=True), *((one.item, draft) for one, draft in plan.reworded)]
        numbers = {one.item.pk: one.version.number for one, _draft in plan.reworded}
        versions = ItemVersion.objects.bulk_create(
            (self._version(item, draft, numbers.get(item.pk, 0) + 1, refs, shared) for item, draft in pairs),
            batch_size=BATCH,
        )
        keys = [self._key(version, draft) for version, (_item, draft) in zip(versions, pairs, strict=True)]
        keys += [self._key(one.version, draft, one.key.number + 1) for one, draft in plan.rekeyed]
        KeyVersion.objects.bulk_create(keys, batch_size=BATCH)
        for version, (item, draft) in zip(versions, pairs, strict=True):
            item.current = version
            item.group = version.group_version.group if version.group_version else None
            item.group_order = draft.order
        for one, draft in plan.moved:
            one.item.group_order = draft.order
        touched = [*(item for item, _draft in pairs), *(one.item for one, _draft in plan.moved)]
        Item.objects.bulk_update(touched, ["current", "group", "group_order"], batch_size=BATCH)

    def _version(
        self, item: Item, draft: Draft, number: int, refs: Refs, shared: Mapping[str, GroupVersion]
    ) -> ItemVersion:
        return ItemVersion(
            item=item,
            number=number,
            stem=draft.stem,
            options=draft.options_json,
            law_ref=refs[draft.law.law, draft.law.version, draft.article],
            explanation=draft.explanation,
            difficulty=draft.difficulty,
            keep_order=draft.keep_order,
            topic=draft.topic,
            blanks=len(draft.words),
            media=draft.media,
            group_version=shared[draft.case.code] if draft.case else None,
            sha256=draft.sha256,
            made_at=self.at,
            made_by=self.by,
        )

    def _key(self, version: ItemVersion, draft: Draft, number: int = 1) -> KeyVersion:
        return KeyVersion(
            item_version=version,
            number=number,
            mask=draft.mask,
            texts=draft.texts,
            reason=draft.place[:200] if number > 1 else "",
            made_at=self.at,
            made_by=self.by,
        )

    def _cases(self, drafts: Sequence[Draft]) -> dict[str, GroupVersion]:
        """Return the present version of each shared text by the code of its case, written where there is none yet."""
        cases: dict[str, Case] = {draft.case.code: draft.case for draft in drafts if draft.case}
        if not cases:
            return {}
        groups = ItemGroup.objects.filter(bank=self.bank, code__in=cases).select_related("current")
        known = {group.code: group for group in groups}
        fresh = ItemGroup.objects.bulk_create(
            ItemGroup(bank=self.bank, code=code) for code in cases if code not in known
        )
        known |= {group.code: group for group in fresh}
        changed = [
            group for code, group in known.items() if not group.current or group.current.sha256 != cases[code].sha256
        ]
        versions = GroupVersion.objects.bulk_create(self._text(group, cases[group.code]) for group in changed)
        for group, version in zip(changed, versions, strict=True):
            group.current = version
        ItemGroup.objects.bulk_update(changed, ["current"])
        return {code: group.current for code, group in known.items() if group.current}

    def _text(self, group: ItemGroup, case: Case) -> GroupVersion:
        return GroupVersion(
            group=group,
            number=group.current.number + 1 if group.current else 1,
            stem=case.stem,
            media=case.media,
            sha256=case.sha256,
            made_at=self.at,
            made_by=self.by,
        )

    def _pictures(self, drafts: Iterable[Draft], pictures: Iterable[Drawn]) -> None:
        """Keep the pictures that these drafts show; the file first, so that no row is without one."""
        shown = {p.sha256 for d in drafts for p in (*d.pictures, *(d.case.pictures if d.case else ()))}
        wanted = [drawn for drawn in pictures if drawn.sha256 in shown]
        for drawn in wanted:
            store(drawn)
        Image.objects.bulk_create(
            (
                Image(
                    sha256=drawn.sha256,
                    kind=drawn.kind,
                    width=drawn.width,
                    height=drawn.height,
                    size=len(drawn.data),
                    file=drawn.path,
                    made_at=self.at,
                    made_by=self.by,
                )
                for drawn in wanted
            ),
            ignore_conflicts=True,
        )


def law_refs(drafts: Sequence[Draft]) -> Refs:
    """Return the articles that drafts were written for, entered where they are new."""
    wanted = {(d.law.law, d.law.version, d.article): d for d in drafts}
    LawRef.objects.bulk_create(
        (
            LawRef(law=law, version=version, article=article, short=d.law.short, in_force_from=d.law.in_force_from)
            for (law, version, article), d in wanted.items()
        ),
        ignore_conflicts=True,
    )
    rows = LawRef.objects.filter(law__in={law for law, _version, _article in wanted})
    return {(row.law, row.version, row.article): row for row in rows}
