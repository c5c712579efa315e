"""The professional bank of a demonstration."""

from __future__ import annotations

from datetime import datetime

from enforcement.actor import SYSTEM
from enforcement.organisation.models import Agency
from exams.import_items import import_items
from exams.imports import json_file
from exams.models import Bank

BANK = "市场监督管理专业法律知识题库"


CONTENT = json_file.CONTENT.parent / "professional"


def load_professional_bank(agency: Agency, at: datetime) -> Bank:
    """Return the agency's professional bank with the items of the project (the second time nothing changes).

    Raises:
        ImportRefused: if a file of items is wrong.
    """
    bank, _made = Bank.objects.get_or_create(agency=agency, name=BANK)
    drafts, problems = json_file.read(sorted(CONTENT.glob("*.json")))
    import_items(bank_id=bank.pk, by=SYSTEM, at=at, drafts=drafts, problems=problems)
    return bank
