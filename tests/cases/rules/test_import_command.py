"""The command that takes in files of records of cases handled elsewhere."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from cases.models import Case
from tests.factories import cases as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agency():
    return make.an_agency()


def test_a_file_of_records(agency, tmp_path, capsys):
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([make.a_record(agency), make.a_record(agency)]), encoding="utf-8")
    call_command("import_outside", str(file))
    assert Case.objects.count() == 2
    assert "case:" in capsys.readouterr().out


def test_a_wrong_record_is_told_and_the_others_are_kept(agency, tmp_path, capsys):
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([make.a_record(agency, field="x"), make.a_record(agency)]), encoding="utf-8")
    with pytest.raises(CommandError, match="1"):
        call_command("import_outside", str(file))
    assert Case.objects.count() == 1
    assert "[0] field:" in capsys.readouterr().err


def test_one_record_alone(agency, tmp_path):
    file = tmp_path / "case.json"
    file.write_text(json.dumps(make.a_record(agency)), encoding="utf-8")
    call_command("import_outside", str(file))


def test_no_such_file(tmp_path):
    with pytest.raises(CommandError):
        call_command("import_outside", str(tmp_path / "none.json"))
