"""``manage.py demo``: an empty installation is filled through the real acts, and with it one may sign in."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.demo import signins
from cases.models import Case
from cases.supervision.management.commands import demo
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.queries import faults
from enforcement.organisation.models import Agency
from tests.factories.organisation import AgencyFactory


@pytest.mark.django_db
def test_it_is_refused_where_no_demonstration_is_meant(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo")
    assert not Agency.objects.exists()


@pytest.mark.django_db
def test_it_is_refused_where_there_is_something_already(settings: Any) -> None:
    settings.DEMO = True
    AgencyFactory()
    with pytest.raises(CommandError, match="empty database"):
        call_command("demo")
    assert Agency.objects.count() == 1


@pytest.fixture
def in_this_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the processes that play the cases use the database of this test."""
    there = connection.settings_dict
    address = f"postgresql://{there['USER']}@/{there['NAME']}?host={there['HOST']}"
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setenv("DEMO", "1")
    monkeypatch.setattr(sys, "argv", [str(Path(demo.__file__).resolve().parents[4] / "manage.py")])
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(demo.Command, "_quiet", lambda _command: None)  # other tests need what this would switch off


@pytest.mark.django_db(transaction=True)
def test_it_fills_an_empty_database_and_each_role_signs_in(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_this_database: None
) -> None:
    settings.DEMO = True
    monkeypatch.setattr(signins, "FILE", tmp_path / "demo-signins.json")
    monkeypatch.setenv("MEDIA_ROOT", str(tmp_path))
    said = io.StringIO()
    call_command("demo", "--cases", "12", stdout=said)
    assert "Demo content loaded" in said.getvalue()
    assert Case.objects.filter(origin="outside").count() == 6 + 6 + 1  # of which one is of the year before
    here = list(Case.objects.filter(origin="here").select_related("run"))
    assert len(here) == 2 + 6 + 4 + 5  # replayed, generated, halted; on the spot, a late fine, a transfer to the police

    under_way = [case for case in here if case.run.closed_at is None]
    assert under_way
    for case in here:
        open_steps = StepRecord.objects.filter(run=case.run, left_at=None, node__kind="task").count()
        assert (open_steps > 0) == (case.run.closed_at is None), case
    assert [fault for case in Case.objects.all() for fault in faults(case.series)] == []

    told = json.loads((tmp_path / "demo-signins.json").read_text(encoding="utf-8"))
    assert (tmp_path / "demo-signins.json").stat().st_mode & 0o777 == 0o600
    assert [row["username"] for row in told] == [f"{agency}.{place}" for agency, place, _zh, _en in signins.ROLES]
    assert len({row["password"] for row in told}) == len(told)
    for row in told:
        client = Client()
        answer = client.post(reverse("account_login"), {"login": row["username"], "password": row["password"]})
        assert (answer.status_code, answer["Location"]) == (302, reverse("desk")), row["username"]
        assert client.get(reverse("desk")).status_code == 200
