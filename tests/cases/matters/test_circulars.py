"""A circular is not open by itself; opened with its reason and without names, it leaves the public with a reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from cases.publicity.datasets import DATASETS
from cases.supervision.matters.acting import TextMissing
from cases.supervision.matters.follow_up import circulate
from cases.supervision.matters.models import Consequence
from cases.supervision.matters.opening_circular import NamesSomebody, NotOpen, PublicPartMissing, withdraw_circular
from enforcement.errors import NotAllowed
from enforcement.ledger.models import Entry
from tests.cases.matters.test_course import do, found
from tests.factories.matters import County, a_county, at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings("ignore:No directory at")]
SHOWN = {
    "public_matter": "案件未经法制审核", "public_measure": "提出处理建议，责令自查改正", "public_reason": "问题具有普遍性",
}  # fmt: skip


@pytest.fixture
def county(db: None) -> County:
    return a_county()


def circular(county: County, **facts: Any) -> Consequence:
    matter = found(county, "major")
    said = {"text": "某某未审核即决定。", "receiver": "各部门", **facts}
    made: Consequence = do(county, circulate, matter, "03-10", **said)
    return made


def test_a_circular_is_shown_only_where_it_was_chosen_and_its_own_text_never(county: County, client: Client) -> None:
    circular(county)
    assert list(DATASETS["circulars"].rows()) == []
    one = circular(county, is_public=True, **SHOWN)
    page = client.get("/circulars/").text
    assert SHOWN["public_matter"] in page
    assert one.text not in page
    (row,) = DATASETS["circulars"].rows()
    assert (row["number"], row["measure"]) == (one.number, SHOWN["public_measure"])
    entry = Entry.objects.get(series=one.matter.series, verb="matter.circular")
    assert json.loads(entry.body)["public"] == SHOWN


@pytest.mark.parametrize(("changed", "kind"), [
    ({"public_reason": " "}, PublicPartMissing), ({"public_measure": ""}, PublicPartMissing),
    ({"public_matter": "%(head)s不履行职责"}, NamesSomebody), ({"public_measure": "电话13800000000"}, NamesSomebody),
])  # fmt: skip
def test_a_circular_without_reason_or_with_a_name_is_not_opened(
    county: County, changed: dict[str, str], kind: type[Exception]
) -> None:
    name = county.people["head"].name
    with pytest.raises(kind):
        circular(county, is_public=True, **{**SHOWN, **{k: v % {"head": name} for k, v in changed.items()}})
    assert not Consequence.objects.exists()


def test_it_leaves_the_public_with_a_reason_and_once(county: County, client: Client) -> None:
    one = circular(county, is_public=True, **SHOWN)

    def away(part: str, reason: str) -> None:
        withdraw_circular(circular_id=one.pk, by=county.by(part), at=at("03-12"), reason=reason)

    for part, reason, kind in (("one", " ", TextMissing), ("head", "有误", NotAllowed),
                               ("one", county.people["head"].name, NamesSomebody)):  # fmt: skip
        with pytest.raises(kind):
            away(part, reason)
    client.force_login(county.people["one"])
    assert client.get(f"/supervision/circulars/{one.pk}/withdraw/").status_code == 200
    away("one", "认定有误，予以撤回")
    page = client.get("/circulars/").text
    assert "认定有误" in page
    assert SHOWN["public_matter"] not in page
    assert [(row["matter"], row["measure"]) for row in DATASETS["circulars"].rows()] == [(None, None)]
    with pytest.raises(NotOpen):
        away("one", "再次")
