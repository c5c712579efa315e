"""What others read about the format is what this system writes."""

import json

import pytest

from cases.exchange.bundles.case_record import record_of
from cases.exchange.bundles.schemas import FOLDER, all_schemas
from cases.exchange.bundles.shapes import PARTS
from cases.exchange.bundles.whitelist import CASE, ROWS
from cases.models import Case
from tests.factories import cases as make

SCHEMAS = all_schemas()


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schemas_are_those_of_the_code(name):
    """After a change of the shapes: python manage.py bundle_schemas."""
    assert json.loads((FOLDER / name).read_text(encoding="utf-8")) == json.loads(json.dumps(SCHEMAS[name]))


@pytest.mark.parametrize("name", [n for n in PARTS if n != "cases"])
def test_a_row_has_the_fields_of_the_whitelist_and_no_others(name):
    assert set(PARTS[name].model_fields) == set(ROWS[name].fields)


@pytest.mark.django_db
def test_a_record_has_the_fields_of_the_whitelist_and_no_others():
    case = make.a_case(make.charts.an_agency(), run=False, place="兴隆街", summary="举报人称")
    make.an_inquiry(case, "甲", subject="证人")
    make.a_defence(make.a_notice(case), text="我没有")
    make.a_decision(case)
    record = record_of(Case.objects.get(pk=case.pk), lambda _number: "")
    allowed = {name for one in CASE.values() for name in one.fields} | set(CASE) | {"officers", "people", "chair"}

    def names(value):
        if isinstance(value, list):
            return {name for one in value for name in names(one)}
        return set(value) | {n for one in value.values() for n in names(one)} if isinstance(value, dict) else set()

    assert names(record) <= allowed
    assert not any(word in str(record) for word in ("兴隆街", "举报人称", "证人", "我没有"))
