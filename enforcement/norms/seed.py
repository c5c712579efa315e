"""The norms that the shipped charts and rules rest on, with their days in force, for a register that is empty."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Final

from enforcement.actor import Actor
from enforcement.norms.confirm_entry import confirm_entry
from enforcement.norms.models import Norm
from enforcement.norms.register_norm import register_norm

FILE: Final = Path(__file__).with_name("seed.tsv")
"""As the publications say; a later amendment is entered like any other version, each compared by two persons."""
CENTRAL: Final = "国务院公报、部门公报或本省公报"


def sow(*, entered_by: Actor, confirmed_by: Actor, at: datetime) -> int:
    """Register what the file holds and the register lacks, through the acts of two persons; return how many.

    Raises:
        NotAllowed: where one of them lacks the duty. SamePerson: where they are one.
    """
    there, sown = set(Norm.objects.values_list("title", flat=True)), 0
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or line.partition("\t")[0] in there:
            continue
        title, level, issuer, label, document, published, begins = line.split("\t")
        version = register_norm(
            by=entered_by, at=at, title=title, level=level, issuer=issuer, label=label, document_number=document,
            published_on=date.fromisoformat(published), published_in=CENTRAL, from_on=date.fromisoformat(begins),
            also=document if document.startswith("山东省人民政府令") else "",
        )  # fmt: skip
        confirm_entry(kind="version", entry_id=version.pk, by=confirmed_by, at=at)
        sown += 1
    return sown
