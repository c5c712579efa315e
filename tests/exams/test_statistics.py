"""The figures of a test, against scipy and against hand-made cases."""

from io import BytesIO

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from scipy import stats

from enforcement.errors import NotFound
from enforcement.jobs.perform import drain
from exams.figures.before import stale
from exams.figures.compute import NothingMarked, compute
from exams.figures.entries import work_out_due
from exams.figures.reliability import reliability
from exams.figures.sheet import Column, Sheet
from exams.figures.statistics import item_figures
from exams.figures.tallies import tallies
from exams.models import FormStat, ItemStat, Result
from exams.open_session import close_session
from exams.release_session import release_session
from tests.factories import exams as f


def sheet(points, full=None, answers=None, keys=None):
    points = np.array(points, dtype=np.int64)
    full = full or [100] * points.shape[1]
    answers = np.array(answers, dtype=np.int64) if answers is not None else np.where(points > 0, 1, 2)
    columns = [Column(n, full[n], keys[n] if keys else 1, 4) for n in range(points.shape[1])]
    return Sheet(columns, points, answers, (points.sum(axis=1) >= sum(full) // 2).astype(np.int64))


def random_sheet(n, items, seed):
    dice = np.random.default_rng(seed)
    skill = dice.normal(size=(n, 1))
    hard = dice.normal(size=items)
    return sheet(100 * (dice.random((n, items)) < 1 / (1 + np.exp(hard - skill))))


@given(
    n=st.integers(min_value=3, max_value=60),
    items=st.integers(min_value=2, max_value=12),
    seed=st.integers(min_value=0, max_value=10**6),
)
@settings(max_examples=60, deadline=None)
def test_every_figure_equals_the_one_of_scipy(n, items, seed):
    found = random_sheet(n, items, seed)
    totals = found.points.sum(axis=1)
    figures = reliability(found)
    assert figures.mean == pytest.approx(stats.tmean(totals), rel=1e-9)
    if totals.std() == 0:
        assert figures.alpha is None
        return
    assert figures.sd == pytest.approx(stats.tstd(totals), rel=1e-9)
    parts = sum(stats.tvar(found.points[:, k]) for k in range(items))
    alpha = items / (items - 1) * (1 - parts / stats.tvar(totals))
    assert figures.alpha == pytest.approx(alpha, rel=1e-9, abs=1e-12)
    assert figures.kr20 == pytest.approx(alpha, rel=1e-9, abs=1e-12)
    assert figures.sem == pytest.approx(figures.sd * max(0, 1 - alpha) ** 0.5, rel=1e-9, abs=1e-9)
    for number, tally in enumerate(tallies(found)):
        item = item_figures([tally])
        assert item["p"] == pytest.approx(found.points[:, number].mean() / 100, rel=1e-9)
        rest = totals - found.points[:, number]
        if found.points[:, number].std() == 0 or rest.std() == 0:
            assert item["r"] is None
        else:
            assert item["r"] == pytest.approx(stats.pearsonr(found.points[:, number], rest)[0], rel=1e-9, abs=1e-9)


def test_kr20_is_left_out_where_items_differ_in_points_or_count_in_part():
    assert reliability(sheet([[100, 50], [0, 100], [100, 100]])).kr20 is None
    assert reliability(sheet([[100, 200], [0, 0], [100, 0]], full=[100, 200])).kr20 is None
    assert reliability(sheet([[100, 100], [0, 0], [100, 0]])).kr20 is not None


def test_figures_of_one_candidate_and_of_equal_papers_are_undefined_not_wrong():
    one = reliability(sheet([[100, 0]]))
    assert (one.sd, one.alpha, one.sem, one.candidates, one.mean) == (None, None, None, 1, 100.0)
    same = reliability(sheet([[100, 0]] * 5))
    assert (same.sd, same.alpha, same.kr20) == (0.0, None, None)
    assert item_figures([tallies(sheet([[100, 0]] * 5))[0]])["r"] is None


def test_the_histogram_counts_everybody_once_and_full_points_in_the_last_bin():
    figures = reliability(sheet([[100, 100], [0, 0], [100, 0]]))
    assert sum(figures.histogram) == 3
    assert (figures.histogram[0], figures.histogram[10], figures.histogram[-1]) == (1, 1, 1)


def test_forms_of_unequal_difficulty_lend_an_item_no_correlation():
    dice = np.random.default_rng(3)
    easy = sheet(100 * (dice.random((400, 6)) < 0.9))
    hard = sheet(100 * (dice.random((400, 6)) < 0.2))
    pooled = item_figures([tallies(easy)[0], tallies(hard)[0]])
    assert abs(pooled["r"]) < 0.15
    naive = np.vstack([easy.points, hard.points])
    assert stats.pearsonr(naive[:, 0], naive[:, 1:].sum(axis=1))[0] > 0.5
    assert pooled["n"] == 800


def test_what_each_fifth_chose_adds_up_and_the_best_fifth_is_the_last():
    found = random_sheet(500, 20, 5)
    figures = item_figures([tallies(found)[0]])
    assert np.sum(figures["options"]) == 500
    assert np.allclose(np.array(figures["distractors"]).sum(axis=0), 1)
    assert figures["distractors"][0][-1] > figures["distractors"][0][0]
    assert figures["d27"] > 0.2
    assert figures["flags"] == []


def flags_of(right, answers=None, before=None):
    """Return the flags of an item that ``right`` (by rank, the weakest first) got right, beside twenty sound ones."""
    n = len(right)
    rank = np.arange(n)
    others = 100 * (np.random.default_rng(1).random((n, 20)) < (rank[:, None] + 1) / (n + 1))
    points = np.column_stack([100 * np.array(right), others])
    chosen = np.where(points > 0, 1, 2)
    if answers is not None:
        chosen[:, 0] = answers
    return item_figures([tallies(sheet(points, answers=chosen))[0]], before=before)["flags"]


def test_each_flag_is_raised_by_its_case_alone():
    n = 200
    rank = np.arange(n)
    dice = np.random.default_rng(2)
    sound = dice.random(n) < rank / n
    assert flags_of(sound) == []
    assert "negative" in flags_of(dice.random(n) > rank / n)
    assert flags_of((rank % 2 == 0) | (rank > 194)) == ["weak"]
    assert flags_of((rank > 180) & (dice.random(n) < 0.9))[0] == "hard"
    assert flags_of(rank >= 4) == ["easy"]
    beaten = np.where(rank > 150, 4, np.where(sound, 1, 2))
    assert "distractor" in flags_of(sound & (rank <= 150), answers=beaten)
    assert flags_of(sound, before=(0.9, 400)) == ["drift"]
    assert flags_of(sound, before=(float(sound.mean()) + 0.02, 400)) == []
    assert flags_of(dice.random(20) > np.arange(20) / 20) == [], "few answers raise no flag"


def a_released_session(people=6):
    county = f.a_county()
    persons = [f.an_officer(county.bureau) for _n in range(people)]
    session = f.an_open_session(county, persons)
    for n, person in enumerate(persons):
        sitting = f.sitting_of(session, person)
        f.start(sitting_id=sitting.pk, at=f.AT, honour=True)
        masks = {slot: 1 + (slot + n) % 2 for slot in range(8)}
        f.submit(sitting_id=sitting.pk, at=f.AT + f.minutes(5), lease=1, seq=1, delta=masks)
    close_session(session_id=session.pk, by=county.by, at=f.AT + f.minutes(60))
    release_session(session_id=session.pk, by=county.by, at=f.AT + f.minutes(61))
    return county, session


@pytest.fixture
def released(transactional_db):
    return a_released_session()


def test_the_figures_of_a_session_are_those_of_its_results(released):
    _county, session = released
    done = compute(session_id=session.pk, at=f.AT)
    results = list(Result.objects.filter(session=session))
    assert done["candidates"] == len(results) == 6
    stats_of_forms = list(FormStat.objects.filter(session=session))
    assert done["forms"] == len(stats_of_forms) == 2
    for row in stats_of_forms:
        mine = [r.points for r in results if r.sitting.form_id == row.form_id]
        assert row.candidates == len(mine)
        assert row.figures["mean"] == pytest.approx(sum(mine) / len(mine))
        assert row.figures["total"] == row.form.points
    for stat in ItemStat.objects.filter(session=session):
        shares = [
            result.item_points[n] / 100
            for result in results
            for n, pk in enumerate(result.sitting.form.item_versions)
            if pk == stat.item_version_id
        ]
        assert stat.candidates == len(shares)
        assert stat.figures["p"] == pytest.approx(sum(shares) / len(shares))


def test_working_out_again_replaces_and_results_made_before_answers_were_kept_are_read_from_their_sittings(released):
    _county, session = released
    compute(session_id=session.pk, at=f.AT)
    first = {s.item_version_id: s.figures for s in ItemStat.objects.filter(session=session)}
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE exams_result DISABLE TRIGGER exams_result_no_change")
        cursor.execute("UPDATE exams_result SET item_answers = '{}'")
        cursor.execute("ALTER TABLE exams_result ENABLE TRIGGER exams_result_no_change")
    compute(session_id=session.pk, at=f.AT)
    assert {s.item_version_id: s.figures for s in ItemStat.objects.filter(session=session)} == first


def test_a_session_without_a_marked_paper_and_one_that_is_not_there_are_refused(db):
    session = f.a_session(f.a_county())
    with pytest.raises(NothingMarked):
        compute(session_id=session.pk, at=f.AT)
    with pytest.raises(NotFound):
        compute(session_id=0, at=f.AT)
    assert not stale(session.pk)


def test_the_timetable_works_out_what_is_newer_than_its_figures_and_nothing_twice(released):
    class Quiet:
        def report(self, done, total=None):
            pass

    _county, session = released
    assert stale(session.pk)
    assert work_out_due(Quiet()) == {"sessions": 1}
    assert not stale(session.pk)
    assert work_out_due(Quiet()) == {"sessions": 0}


def test_the_pages_show_the_figures_to_the_administrator_alone(released, client):
    county, session = released
    stranger = f.an_officer(county.bureau)
    address = reverse("exam_statistics", args=[session.pk])
    client.force_login(stranger)
    assert client.get(address).status_code in {403, 404}
    client.force_login(county.admin)
    assert (
        "No figures yet" in client.get(address, headers={"accept-language": "en"}).text
        or "尚无" in client.get(address).text
    )
    assert client.post(reverse("exam_statistics_again", args=[session.pk])).status_code == 302
    assert drain() == 1
    page = client.get(address)
    assert page.status_code == 200
    stat = ItemStat.objects.filter(session=session).first()
    assert stat.item_version.item.code in page.text
    item = client.get(reverse("exam_item_statistics", args=[session.pk, stat.pk]))
    assert item.status_code == 200
    assert stat.item_version.stem in item.text
    assert client.get(reverse("exam_item_statistics", args=[session.pk, 0])).status_code == 404
    book = load_workbook(BytesIO(client.get(reverse("exam_statistics_xlsx", args=[session.pk])).content))
    assert [sheet.max_row for sheet in book.worksheets] == [3, 1 + ItemStat.objects.filter(session=session).count()]


def test_the_list_of_items_takes_a_constant_number_of_queries(released, client):
    county, session = released
    compute(session_id=session.pk, at=f.AT)
    client.force_login(county.admin)
    address = reverse("exam_statistics", args=[session.pk])
    client.get(address)
    counts = []
    for keep in (3, 1):
        kept = ItemStat.objects.filter(session=session).values_list("pk", flat=True)[:keep]
        ItemStat.objects.exclude(pk__in=list(kept)).delete()
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 14
