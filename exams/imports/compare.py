"""What an import would do to a bank, and what of it may not be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from exams.imports.draft import Draft, Problem
from exams.imports.kept import Kept, kept
from exams.models import Bank, Form, Image, Item, KeyChange, Session

Change = tuple[Kept, Draft]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do, in items: new, worded anew, with a new key alone, as they were, moved alone."""

    new: int
    reworded: int
    rekeyed: int
    unchanged: int
    moved: int = 0

    @property
    def changes(self) -> int:
        """How many items are touched."""
        return self.new + self.reworded + self.rekeyed + self.moved


@dataclass(slots=True)
class Plan:
    """The drafts of an import by what becomes of them."""

    new: list[Draft] = field(default_factory=list)
    reworded: list[Change] = field(default_factory=list)
    rekeyed: list[Change] = field(default_factory=list)
    moved: list[Change] = field(default_factory=list)
    unchanged: int = 0

    @property
    def outcome(self) -> Imported:
        """The plan in figures."""
        return Imported(
            len(self.new), len(self.reworded), len(self.rekeyed), unchanged=self.unchanged, moved=len(self.moved)
        )


def compare(bank: Bank, drafts: Sequence[Draft], pictures: Iterable[str] = ()) -> tuple[Plan, list[Problem]]:
    """Return what the drafts (with the pictures that come along) would change in a bank, and what is in their way."""
    codes = {draft.code for draft in drafts}
    known = {one.item.code: one for one in kept(Item.objects.filter(bank=bank, code__in=codes))}
    plan, faults = Plan(), []
    for draft in drafts:
        one = known.get(draft.code)
        if one is not None and one.item.type != draft.type:
            faults.append(Problem(draft.at("type"), _("the type of an item never changes: give it a new code")))
        else:
            _enter(plan, one, draft)
    faults += _keys_in_use(plan)
    faults += _case_faults(bank, drafts)
    faults += _missing_pictures(drafts, set(pictures))
    return plan, faults


def _enter(plan: Plan, one: Kept | None, draft: Draft) -> None:
    if one is None:
        plan.new.append(draft)
    elif one.draft.sha256 != draft.sha256:
        plan.reworded.append((one, draft))
    elif (one.draft.mask, one.draft.texts) != (draft.mask, draft.texts):
        plan.rekeyed.append((one, draft))
    elif one.item.group_order != draft.order:
        plan.moved.append((one, draft))
    else:
        plan.unchanged += 1


def _keys_in_use(plan: Plan) -> list[Problem]:
    """A key that candidates were or are marked by is not changed by a file, but by two persons who approve it."""
    versions = [one.version.pk for one, _draft in plan.rekeyed]
    if not versions:
        return []
    forms = Form.objects.exclude(session__state=Session.State.DRAFT).filter(item_versions__overlap=versions)
    used = {pk for found in forms.values_list("item_versions", flat=True) for pk in found}
    proposed = KeyChange.objects.filter(item_version_id__in=versions, state=KeyChange.State.PROPOSED)
    open_changes = set(proposed.values_list("item_version_id", flat=True))
    found = []
    for one, draft in plan.rekeyed:
        if one.version.pk in used:
            words = _("this item has been on papers: its key is not changed by a file; propose a change of its key")
            found.append(Problem(draft.at("key"), words))
        elif one.version.pk in open_changes:
            words = _("a change of this item's key is proposed and not decided yet: wait for it or decide it")
            found.append(Problem(draft.at("key"), words))
    return found


def _case_faults(bank: Bank, drafts: Sequence[Draft]) -> list[Problem]:
    """The items of a case share one text and stand in places of their own, those that the file leaves out included."""
    mine = {draft.code: draft for draft in drafts}
    cases = {draft.case.code: draft for draft in drafts if draft.case}
    rows = Item.objects.filter(bank=bank, group__code__in=cases, retired_on=None, current__isnull=False)
    others: dict[str, list[Item]] = {}
    for item in rows.select_related("group__current").order_by("group_order"):
        if item.group is not None and item.code not in mine:
            others.setdefault(item.group.code, []).append(item)
    found = []
    for draft in drafts:
        if draft.case and draft.case.code in others:
            found += _beside(draft, others[draft.case.code], first=cases)
    return found


def _beside(draft: Draft, others: Sequence[Item], *, first: Mapping[str, Draft]) -> list[Problem]:
    case = draft.case
    group = others[0].group
    found = []
    if case and group and group.current and group.current.sha256 != case.sha256 and first[case.code] is draft:
        words = _("the text of the case changes: the file must bring all its items, also %(codes)s")
        facts = {"codes": "、".join(item.code for item in others)}
        found.append(Problem(draft.at("case_stem"), words % facts))
    taken = next((item.code for item in others if item.group_order == draft.order), "")
    if taken:
        words = _("this place in the case is taken by the item %(code)s of the bank")
        found.append(Problem(draft.at("order"), words % {"code": taken}))
    return found


def _missing_pictures(drafts: Sequence[Draft], given: set[str]) -> list[Problem]:
    """A picture comes along or is kept already."""
    wanted: dict[str, Draft] = {}
    for draft in drafts:
        for picture in (*draft.pictures, *(draft.case.pictures if draft.case else ())):
            wanted.setdefault(picture.sha256, draft)
    missing = set(wanted) - given
    missing -= set(Image.objects.filter(sha256__in=missing).values_list("sha256", flat=True)) if missing else set()
    return [
        Problem(wanted[name].at("pictures"), _("the picture %(name)s is not in the file") % {"name": name[:12]})
        for name in sorted(missing)
    ]
