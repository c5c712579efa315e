"""Nobody chooses whose files are reviewed: the list is frozen first, the seed comes later, anybody can draw again."""

import json
import subprocess
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from cases.supervision.file_review.draw_files import DrawnAlready, ListChanged, TooEarly, draw_files
from cases.supervision.file_review.drawing import drawn, faults, list_hash, name_of, plain, sha
from cases.supervision.file_review.models import Candidate, ReviewedFile, ReviewRound
from cases.supervision.file_review.open_round import NoCandidates, ValueTooSoon
from cases.supervision.file_review.public_record import COMMAND, public_record
from cases.supervision.file_review.void_round import RoundOver, void_round
from enforcement.errors import Invalid, NotAllowed
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of
from enforcement.transparency.models import Checkpoint, LogKey
from tests.factories import file_review as made
from tests.factories import flowcharts as charts
from tests.factories.cases import day

LATER = made.AT + timedelta(hours=4)


def a_checkpoint(size, root, at):
    key, _made = LogKey.objects.get_or_create(text="key", defaults={"begun_at": at})
    return Checkpoint.objects.create(size=size, root=root, note="", key=key, published_at=at)


def draw(round_, by, at=LATER, value=made.VALUE):
    return draw_files(round_id=round_.pk, by=by, at=at, value=value)


def test_list_and_commitment_are_on_the_ledger_before_the_seed_and_the_secret_is_not(round_, by):
    body = body_of(Entry.objects.get(series=round_.series))
    assert (body["list_sha256"], body["commitment"]) == (round_.list_sha256, round_.commitment)
    assert (round_.secret, round_.seed, round_.files.count()) == ("", "", 0)
    drawn_ = draw(round_, by)
    assert sha(drawn_.secret) == body["commitment"]
    assert drawn_.secret not in Entry.objects.get(series=round_.series, seq=1).body
    assert body_of(Entry.objects.get(series=round_.series, verb="file_review.draw"))["seed"] == drawn_.seed


def test_anybody_can_draw_again_from_the_public_record_with_the_command_on_the_page(round_, by, tmp_path):
    draw(round_, by)
    record = public_record(ReviewRound.objects.get())
    assert faults(record) == []
    assert all(str(c.pk) not in record["drawn"] and c.number not in json.dumps(record) for c in made.Case.objects.all())
    (tmp_path / "draw.json").write_text(json.dumps(record), encoding="utf-8")

    def said():
        ran = subprocess.run(COMMAND, shell=True, cwd=tmp_path, capture_output=True, text=True, check=True)
        return ran.stdout.split()

    assert said() == ["True"] * 4
    record["list"] = record["list"][1:]
    (tmp_path / "draw.json").write_text(json.dumps(record), encoding="utf-8")
    assert "False" in said()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda r: r.update(secret="0" * 64), {"commitment", "seed"}),
        (lambda r: r.update(value="01 02 03"), {"seed"}),
        (lambda r: r.update(drawn=[n for _code, n in r["list"] if n not in r["drawn"]][:1]), {"drawn"}),
        (lambda r: r["list"].pop(), {"list"}),
        (lambda r: r.update(size=2), {"drawn"}),
    ],
)
def test_verify_draw_names_what_does_not_hold(round_, by, tmp_path, change, told):
    draw(round_, by)
    record = public_record(ReviewRound.objects.get())
    file = tmp_path / "draw.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    call_command("verify_draw", file=str(file))
    call_command("verify_draw", round_.number)
    change(record)
    assert told <= set(faults(record))
    file.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("verify_draw", file=str(file))


@pytest.mark.parametrize("spelt", ["03　08  11 ＋ 07", "03 08 11+07", "03,08, 11 +07", "03、08、11＋07"])
def test_one_draw_gives_one_seed_however_it_is_spelt(spelt):
    assert plain(spelt) == "03 08 11 + 07"


def test_a_list_that_was_changed_is_not_drawn_from(round_, by):
    Candidate.objects.filter(pk=made.a_candidate(round_).pk).update(name="0000-0000-0000")
    with pytest.raises(ListChanged):
        draw(round_, by)
    assert not ReviewedFile.objects.exists()


def test_the_draw_comes_after_the_public_value_and_once(round_, by, town):
    with pytest.raises(TooEarly):
        draw(round_, by, at=made.AT + timedelta(hours=2))
    with pytest.raises(Invalid):
        draw(round_, by, value=" ")
    with pytest.raises(NotAllowed):
        draw(round_, charts.actor(town.scorers[0]))
    draw(round_, by)
    with pytest.raises(DrawnAlready):
        draw(round_, by, value="01 02 03 04")


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"closed_from": day("01-01"), "closed_to": day("01-31")}, NoCandidates),
        ({"procedures": ["S"]}, NoCandidates),
        ({"value_at": made.AT + timedelta(hours=1)}, ValueTooSoon),
        ({"size": None}, Invalid),
        ({"size": -1}, Invalid),
        ({"value_source": ""}, Invalid),
        ({"closed_to": day("05-30")}, Invalid),
        ({"closed_to": made.AT.date()}, Invalid),
        ({"closed_from": day("05-01")}, Invalid),
    ],
)
def test_a_round_that_could_be_steered_or_is_empty_is_refused(town, facts, refusal):
    with pytest.raises(refusal):
        made.a_round(town.county, [town.agency], town.supervisor, **facts)
    assert not ReviewRound.objects.exists()


def test_so_many_of_each_agency_are_drawn_or_of_all_and_each_as_often_as_another():
    listed = [(code, name_of(sha(f"{code}{n}"))) for code in "AB" for n in range(5)]
    codes = {name: code for code, name in listed}
    by_agency = drawn(listed, sha("seed"), 2, by_agency=True)
    assert Counter(codes[name] for name in by_agency) == {"A": 2, "B": 2}
    assert len(drawn(listed, sha("seed"), 3, by_agency=False)) == 3
    assert drawn(listed, sha("seed"), None, by_agency=False) == set(codes)
    times = Counter(name for n in range(2000) for name in drawn(listed, sha(str(n)), 3, by_agency=False))
    assert all(500 < times[name] < 700 for name in codes)
    assert list_hash(listed) == list_hash(reversed(listed))


def test_the_ledgers_own_checkpoint_may_decide_but_only_the_first_from_the_announced_moment(town, by):
    row = made.a_round(town.county, [town.agency], town.supervisor, value_kind="checkpoint", value_source="")
    a_checkpoint(7, b"a" * 32, made.AT + timedelta(hours=2))
    with pytest.raises(TooEarly):
        draw_files(round_id=row.pk, by=by, at=LATER)
    for hours in (4, 5):
        a_checkpoint(7 + hours, bytes([hours]) * 32, made.AT + timedelta(hours=hours))
    done = draw_files(round_id=row.pk, by=by, at=LATER, value="mine")
    assert (done.value, faults(public_record(done))) == (f"11 {'04' * 32}", [])


def test_a_void_round_stays_with_its_reason_and_its_number(town, round_, by):
    with pytest.raises(Invalid):
        void_round(round_id=round_.pk, by=by, at=made.AT, reason="不要")
    void_round(round_id=round_.pk, by=by, at=made.AT, reason="评查范围登记有误，重新抽取。")
    with pytest.raises(RoundOver):
        void_round(round_id=round_.pk, by=by, at=made.AT, reason="评查范围登记有误，重新抽取。")
    with pytest.raises(DrawnAlready):
        draw(round_, by)
    again = made.a_round(town.county, [town.agency], town.supervisor, sheet_id=round_.sheet_id)
    assert [round_.number, again.number] == ["PC2026-001", "PC2026-002"]
    names = [set(r.candidates.values_list("name", flat=True)) for r in (round_, again)]
    assert not names[0] & names[1]
