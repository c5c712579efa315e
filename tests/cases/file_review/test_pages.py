"""The pages of file review: who sees what, and when."""

import io

import openpyxl
import pytest
from django.urls import reverse

from cases.supervision.file_review.announce_results import announce_results
from cases.supervision.file_review.close_round import close_round
from cases.supervision.file_review.entries import to_do
from cases.supervision.file_review.marks import field_of
from cases.supervision.file_review.models import ReviewRound, ScoreSheet
from cases.supervision.file_review.sheets.template import template
from enforcement import clock
from tests.factories import cases as make
from tests.factories import file_review as made
from tests.factories import flowcharts as charts
from tests.factories.supervision import an_alarm

NEXT = made.AT + made.timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_5_may(monkeypatch):
    monkeypatch.setattr(clock, "today", NEXT.date)
    monkeypatch.setattr(clock, "now", lambda: NEXT)


@pytest.fixture
def cards(round_, town):
    for case in town.cases:
        an_alarm(case, "R23", severity="yellow")
    file = made.a_reviewed_file(round_, town.supervisor)
    made.a_score_card(file, town.supervisor, town.scorers)
    return list(file.cards.select_related("scorer", "file"))


@pytest.fixture
def see(client):
    def seen(person, name, *args, **query):
        client.logout()
        if person is not None:
            client.force_login(person)
        answer = client.get(reverse(name, args=args), query)
        return answer.content.decode(errors="replace") if answer.status_code == 200 else answer.status_code

    return seen


def test_a_supervisor_opens_a_round_on_the_page_and_what_is_typed_wrong_stays(town, client, see):
    sheet = made.a_sheet(town.county)
    typed = {
        "title": "专项评查", "sheet_id": sheet.pk, "agency_ids": [town.agency.pk], "closed_from": "2026-04-01",
        "closed_to": "2026-04-30", "how": "random", "size": "", "value_kind": "lottery", "value_source": "第50期",
        "value_at": "2026-05-08T21:30",
    }  # fmt: skip
    client.force_login(town.supervisor)
    wrong = client.post(reverse("file_review_new"), typed)
    assert (wrong.status_code, "专项评查" in wrong.content.decode()) == (422, True)
    assert client.post(reverse("file_review_new"), {**typed, "size": 2}).status_code == 303
    row = ReviewRound.objects.get()
    page = see(town.supervisor, "file_review", row.pk)
    assert "等待公开数值" in page
    assert reverse("file_review_draw", args=[row.pk]) not in page
    assert see(town.scorers[0], "file_review", row.pk) == 403
    stranger = charts.a_person("supervise", agency=charts.an_agency("某县人民政府"))
    assert see(stranger, "file_review", row.pk) == 404


def test_the_public_reads_the_draw_and_nothing_of_the_cases(cards, town, see):
    number = cards[0].file.round.number
    for page in (see(None, "file_review_draw_public", number), see(None, "file_review_record", number)):
        assert cards[0].file.round.seed in page
        assert cards[0].file.candidate.name in page
        for case in town.cases:
            assert case.number not in page
            assert case.party.name not in page
    assert see(None, "file_review_draw_public", "PC2026-999") == 404


def test_a_scorer_declares_then_reads_the_papers_and_hands_in_what_the_system_proposed(cards, client, see):
    card, url = cards[0], cards[0].get_absolute_url()
    paper = make.a_paper(card.file.case, "LA")
    assert 'name="final"' not in see(card.scorer, "file_review_card", card.pk)
    assert see(card.scorer, "file_review_paper", card.pk, paper.pk) == 404
    assert see(cards[1].scorer, "file_review_card", card.pk) == 404
    client.force_login(card.scorer)
    assert client.post(reverse("file_review_declare", args=[card.pk])).status_code == 302
    page = see(card.scorer, "file_review_card", card.pk)
    assert "R23" in page
    assert reverse("file_review_paper", args=[card.pk, paper.pk]) in page
    items = {i.code: i for i in card.file.round.sheet.items.all()}
    typed = {field_of("deduction", items["F1"]): "1", field_of("reason", items["F1"]): "送达逾期两日属实"}
    wrong = client.post(url, {**typed, "final": "1"})
    assert (wrong.status_code, "请写明违反的条款" in wrong.content.decode()) == (422, True)
    typed[field_of("article", items["F1"])] = "第六十一条"
    assert client.post(url, typed)["Location"] == url  # kept, not handed in
    assert client.post(url, {**typed, "final": "1"})["Location"] == reverse("file_review_mine")
    card.refresh_from_db()
    assert (card.total, card.marks.get(item=items["F1"]).overturned) == (99, False)


def test_no_card_is_read_before_both_are_in_and_the_agency_reads_none_before_the_results_go_out(cards, town, by, see):
    file, head = cards[0].file, charts.a_person("decide", agency=town.agency)
    made.handed_in(cards[0], 3)
    for person in (town.supervisor, cards[0].scorer):
        assert made.REASON not in see(person, "file_review_file", file.pk)
    assert see(cards[1].scorer, "file_review_file", file.pk) == 404
    made.handed_in(cards[1], 3)
    assert made.REASON in see(town.supervisor, "file_review_file", file.pk)
    assert made.REASON in see(town.supervisor, "matter_open", file_review=file.pk)
    assert see(charts.a_person("supervise", agency=town.other), "matter_open", file_review=file.pk) == 404
    assert see(head, "file_review_file", file.pk) == 404
    announce_results(round_id=file.round_id, by=by, at=NEXT)
    page = see(head, "file_review_file", file.pk)
    assert made.REASON in page
    assert "提出异议" in page
    assert file.get_absolute_url() in see(head, "file_review_mine")
    assert see(charts.a_person("decide", agency=town.other), "file_review_file", file.pk) == 404


def test_the_desk_names_the_cards_and_the_results(cards, town, by, rf):
    head = charts.a_person("decide", agency=town.agency)

    def desk(person):
        request = rf.get("/desk/")
        request.user = person
        return [item.url for item in to_do(request)]

    assert desk(cards[0].scorer) == [cards[0].get_absolute_url()]
    for card in cards:
        made.handed_in(card)
    announce_results(round_id=cards[0].file.round_id, by=by, at=NEXT)
    assert desk(cards[0].scorer) == []
    assert desk(head) == [reverse("file_review_file", args=[cards[0].file_id])]


def test_results_leave_as_workbook_league_and_circular_without_fines(cards, town, by, client):
    for card in cards:
        made.handed_in(card, 5)
    round_ = cards[0].file.round
    client.force_login(town.supervisor)

    def got(name):
        return client.get(reverse("file_review_export", args=[round_.pk, name]))

    assert got("results.xlsx").status_code == 404
    announce_results(round_id=round_.pk, by=by, at=NEXT)
    book = openpyxl.load_workbook(io.BytesIO(got("results.xlsx").content))
    assert [c.value for c in book.worksheets[0][2]][:3] == ["乐陵市市场监督管理局", 1, 94]
    assert got("league.pdf").content.startswith(b"%PDF-")
    assert got("circular.pdf").status_code == 404
    close_round(round_id=round_.pk, by=by, at=make.moment("05-20"))
    assert got("circular.pdf").content.startswith(b"%PDF-")


def test_a_score_sheet_is_taken_in_on_the_page_and_its_wrong_cells_are_named(town, client):
    client.force_login(town.supervisor)

    def send(content):
        file = io.BytesIO(content)
        file.name = "sheet.xlsx"
        typed = {
            "agency_id": town.county.pk,
            "title": "评分表",
            "source": "文件",
            "from_on": "2026-05-01",
            "file": file,
        }
        return client.post(reverse("score_sheet_new"), typed)

    wrong = send(template([["立案", "A1", "内容", "三", "", "依据", "", "", "", ""]]))
    assert wrong.status_code == 422
    assert "<strong>D2</strong>" in wrong.content.decode()
    right = send(client.get(reverse("score_sheet_template")).content)
    assert (right.status_code, ScoreSheet.objects.get().items.count()) == (303, 33)
    refused = client.post(reverse("score_sheet_publish", args=[ScoreSheet.objects.get().pk]))
    assert refused.status_code == 403
