"""The documents that are written from code."""

from __future__ import annotations

from dev.rules_table import PLACE, main, table


def test_docs_rules_md_is_current(capsys):
    assert PLACE.read_text(encoding="utf-8") == table()
    assert main(["check"]) == 0
    assert "current" in capsys.readouterr().out
