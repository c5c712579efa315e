"""Everything that the ledger of a case tells is told in words: a verb without a title would show its code to people."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps

from cases.history import title_of

FOLDER = Path(apps.get_app_config("cases").path)
NOTED = re.compile(r"\bnote\(\s*case,\s*act=\"(\w+)\"")
VERBS = sorted({act for path in FOLDER.rglob("*.py") for act in NOTED.findall(path.read_text(encoding="utf-8"))})


def test_every_act_in_the_ledger_of_a_case_has_a_title():
    assert len(VERBS) > 40
    told = {act: title_of(act, f"case.{act}") for act in (*VERBS, "audited", "imported", "imported_again")}
    assert not [act for act, title in told.items() if title == f"case.{act}"]
