"""Open data: what is in the files, who may keep them, and what is refused."""

import csv
import io

import pytest

from cases.publicity.datasets import DATASETS
from tests.factories import cases as make
from tests.factories import exchange as made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tried():
    made.a_dataset()
    yield
    del DATASETS["tried"]


def table(answer):
    return list(csv.reader(io.StringIO(b"".join(answer).decode())))


def test_programs_read_codes_and_values_as_they_are(client):
    answer = client.get("/open/tried.csv")
    assert table(answer) == [
        ["name", "sum", "on", "kinds"],
        ["=1+1", "12.50", "2026-03-16", "警告；罚款"],
        ["乙", "", "", ""],
    ]
    assert (answer["Access-Control-Allow-Origin"], answer["Cache-Control"]) == ("*", "public, max-age=300")


def test_spreadsheets_get_their_mark_titles_and_no_formula(client):
    rows = table(client.get("/open/tried.csv?bom=1"))
    assert rows[0][0] == "\ufeffName"
    assert rows[1][0] == "'=1+1"


def test_json_comes_in_pages_and_whole(client):
    first = client.get("/open/tried.json?limit=1").json()
    assert first["items"] == [{"name": "=1+1", "sum": "12.50", "on": "2026-03-16", "kinds": ["警告", "罚款"]}]
    last = client.get(f"/open/tried.json?limit=1&after={first['next']}").json()
    assert (last["items"][0]["name"], last["next"]) == ("乙", None)
    assert b"".join(client.get("/open/tried.jsonl")).count(b"\n") == 2
    assert "tried" in [one["code"] for one in client.get("/open/datasets.json").json()["items"]]


def test_what_did_not_change_is_not_sent_again_and_what_changed_is(client):
    tag = client.get("/open/tried.csv")["ETag"]
    assert client.get("/open/tried.csv", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/open/tried.csv?bom=1", headers={"If-None-Match": tag}).status_code == 200
    made.CHANGED["at"] = make.moment("04-02")
    assert client.get("/open/tried.csv", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [("tried.csv?bom=2", 422), ("tried.json?limit=1001", 422), ("tried.json?limt=1", 422), ("none.csv", 404)],
)
def test_a_wrong_question_is_a_problem(client, address, status):
    answer = client.get(f"/open/{address}")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert client.post("/open/tried.csv").status_code == 405
