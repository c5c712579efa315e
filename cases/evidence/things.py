"""The list of things of a measure: one line of text a thing, and the likeness by which it is known again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Measure, Thing
from enforcement.errors import Invalid

SEPARATOR = re.compile(r"[|｜;；\t]")
NOISE = re.compile(r"[\s\-_.·、，,（）()]+")


class ListMissing(Invalid):
    """Refuse a measure without its list."""

    sentence = _("List the things, one to a line: name | mark or serial number | quantity.")
    article = "中华人民共和国行政强制法第二十四条"


class SeizedAlready(Invalid):
    """Refuse to seize what is under seizure already."""

    sentence = _("%(thing)s is under seizure already in %(case)s: nothing is seized twice.")
    article = "中华人民共和国行政强制法第二十三条第二款"
    remedy = _("Take it off the list, or ask the other case to release it first.")

    def __init__(self, thing: str, case: str) -> None:
        super().__init__(self.sentence % {"thing": thing, "case": case}, field="items")


def read(items: str) -> list[Thing]:
    """Return the unsaved lines of a list: ``name | mark | quantity``, the last two as known.

    Raises:
        ListMissing: for a list without any line.
    """
    found: list[Thing] = []
    for line in filter(None, (one.strip() for one in items.splitlines())):
        name, mark, quantity, *_rest = [*(part.strip() for part in SEPARATOR.split(line)), "", ""]
        found.append(
            Thing(
                order=len(found) + 1,
                name=name[:120],
                mark=mark[:80],
                quantity=quantity[:40],
                likeness=f"{plain(name)}|{plain(mark)}"[:200],
            )
        )
    if not found:
        raise ListMissing(field="items")
    return found


def plain(text: str) -> str:
    """Return a text without what people write differently: spaces, dashes, capitals."""
    return NOISE.sub("", text).upper()


def refuse_seized(case: Case, things: Iterable[Thing]) -> None:
    """Refuse things under a seizure that lasts: marked ones anywhere, others where the same party's are held.

    Raises:
        SeizedAlready: naming the first such thing and its case.
    """
    party = case.party
    same_party = Q(measure__case__party__name=party.name)
    if party.code_fingerprint:
        same_party |= Q(measure__case__party__code_fingerprint=party.code_fingerprint)
    wanted = {one.likeness: one.name for one in things}
    held = Thing.objects.filter(
        ~Q(mark="") | same_party, likeness__in=wanted, measure__kind=Measure.Kind.SEIZE,
        measure__ended_on__isnull=True,
    ).select_related("measure__case").first()  # fmt: skip
    if held is not None:
        raise SeizedAlready(wanted[held.likeness], str(held.measure.case))
