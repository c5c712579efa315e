"""Each counting rule of the yearly report, on cases made by hand."""

from datetime import date
from decimal import Decimal

import pytest

from cases.yearly.counting.facts import behind, rate, summed, tally
from cases.yearly.counting.happenings import endings, happenings, inspections, sought
from cases.yearly.counting.indicators import alarmed, decided, steps
from cases.yearly.counting.penalties import ORDERS, penalties
from cases.yearly.counting.rows import Decided, Happened, Inspected, Left, Sought, Span

SPAN = Span(2025, date(2026, 1, 12))
A, B = 1, 2


def on(text: str) -> date:
    return date.fromisoformat(text)


def a_decision(case=1, day="2025-06-01", agency=A, **facts) -> Decided:
    return Decided(case, agency, on(day), **facts)


def of_penalties(*rows, order="datong") -> dict[str, int]:
    return {k: int(v) for k, v in tally(penalties(rows, SPAN, ORDERS[order])).get(A, {}).items()}


@pytest.mark.parametrize(
    ("kinds", "amounts", "column"),
    [
        (("warning",), (0, 0), "penalty.warning"),
        (("warning", "fine"), (500, 0), "penalty.fine"),
        ((), (500, 0), "penalty.fine"),  # an amount says so without its kind
        (("fine",), (500, 90), "penalty.confiscation"),
        (("fine", "downgrade"), (500, 0), "penalty.suspend"),
        (("close", "fine"), (500, 0), "penalty.shutdown"),
        (("detention", "revoke_licence"), (0, 0), "penalty.detention"),
        ((), (0, 0), "penalty.other"),
    ],
)
def test_several_penalties_in_one_case_count_once_in_the_heaviest_class(kinds, amounts, column):
    row = a_decision(kinds=kinds, fine=Decimal(amounts[0]), confiscation=Decimal(amounts[1]))
    found = of_penalties(row)
    assert {k for k in found if k not in {"penalty.total", "penalty.money"}} == {column}
    assert (found[column], found["penalty.total"], found["penalty.money"]) == (1, 1, sum(amounts))


def test_the_order_of_classes_is_a_parameter():
    row = a_decision(kinds=("revoke_licence", "restrict"))
    assert "penalty.revoke" in of_penalties(row, order="datong")
    assert "penalty.restrict" in of_penalties(row, order="shandong")


def test_the_day_of_the_decision_lies_in_the_year():
    days = ("2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01")
    rows = [a_decision(n, day, kinds=("warning",)) for n, day in enumerate(days)]
    assert of_penalties(*rows)["penalty.total"] == 2
    assert behind(penalties(rows, SPAN, ORDERS["datong"]))[A]["penalty.warning"] == [1, 2]


def test_only_decisions_to_penalise_are_penalties_and_those_on_the_spot_are_among_them():
    rows = [a_decision(1, outcome="no_penalty"), a_decision(2, outcome="crime"), a_decision(3, on_spot=True, fine=Decimal(50))]  # fmt: skip
    found = of_penalties(*rows)
    assert (found["penalty.total"], found["penalty.on_spot"], found["penalty.money"]) == (1, 1, 50)


@pytest.mark.parametrize(("annulled", "told"), [("2025-09-01", 1), ("2026-01-12", 1), ("2026-01-13", 0), (None, 0)])
def test_an_annulled_decision_still_counts_and_is_told_beside_as_far_as_it_was_known(annulled, told):
    row = a_decision(fine=Decimal(900), annulled_on=on(annulled) if annulled else None)
    found = of_penalties(row)
    assert (found["penalty.total"], found["penalty.money"]) == (1, 900)
    assert found.get("penalty.annulled", 0) == told


def test_an_inspection_counts_once_per_object_with_a_full_record_and_a_patrol_not_at_all():
    day = on("2025-05-05")
    rows = [
        Inspected(None, A, "shop", day), Inspected(7, A, "shop", day),  # the same visit, recorded twice
        Inspected(None, A, "stall", day), Inspected(None, A, "shop", on("2025-05-06")),
        Inspected(None, A, "mill", day, full=False), Inspected(None, A, "", day), Inspected(None, B, "shop", day),
    ]  # fmt: skip
    found = tally(inspections(rows, SPAN))
    assert (found[A]["other.inspection"], found[B]["other.inspection"]) == (3, 1)


def test_each_happening_counts_on_its_own_day_and_preservation_is_no_coercion():
    rows = [
        Happened(1, A, "filed", on("2024-12-30")), Happened(1, A, "closed", on("2025-02-01")),
        Happened(2, A, "filed", on("2025-03-01")), Happened(2, A, "seize", on("2025-03-02")),
        Happened(2, A, "preserve", on("2025-03-02")), Happened(2, A, "court", on("2025-08-01")),
        Happened(2, A, "police", on("2025-08-02")), Happened(2, A, "withdrawn", on("2025-08-02")),
    ]  # fmt: skip
    assert tally(happenings(rows, SPAN))[A] == {
        "case.closed": 1, "case.filed": 1, "coercion.seize": 1, "coercion.preserve": 1, "execution.court": 1,
        "case.police": 1,
    }  # fmt: skip


def test_a_remedy_counts_in_the_year_it_was_asked_for_and_its_loss_in_the_year_of_the_outcome():
    rows = [
        Sought(1, A, "reconsideration", on("2024-11-01"), "annulled", on("2025-01-20")),
        Sought(2, A, "reconsideration", on("2025-11-01"), "upheld", on("2025-12-20")),
        Sought(3, A, "litigation", on("2025-11-01"), "illegal", on("2026-01-05")),
        Sought(4, A, "litigation", on("2025-11-01"), "withdrawn", on("2025-12-05")),
        Sought(5, A, "litigation", on("2024-11-01"), "invalid", on("2025-12-05")),
        Sought(6, A, "supervision", on("2025-11-01"), "annulled", on("2025-11-01")),  # nobody asked for it
    ]  # fmt: skip
    assert tally(sought(rows, SPAN))[A] == {
        "remedy.corrected": 1, "remedy.lost": 1, "remedy.reconsidered": 1, "remedy.sued": 2,
    }  # fmt: skip


def test_a_case_without_penalty_counts_once_however_it_was_recorded():
    rows = [a_decision(1, outcome="no_penalty"), a_decision(2, effect="mitigate"), a_decision(3, effect="heavier")]
    ended = [Happened(1, A, "no_penalty", on("2025-06-01")), Happened(9, A, "no_penalty", on("2025-06-02")),
             Happened(8, A, "transferred", on("2025-06-02"))]  # fmt: skip
    found = endings(rows, ended, SPAN)
    assert tally(found)[A] == {"case.lighter": 1, "case.no_penalty": 2}


def test_rates_leave_out_what_they_are_no_share_of():
    rows = [
        a_decision(1, heard=True, reviewed=True, publish_due_on=on("2025-06-10"), published_on=on("2025-06-10")),
        a_decision(2, publish_due_on=on("2025-06-10"), published_on=on("2025-06-11")),
        a_decision(3, "2025-12-31", publish_due_on=on("2026-01-13")),  # not due yet on the day of counting
        a_decision(4, on_spot=True),
    ]  # fmt: skip
    found = tally(decided(rows, SPAN))[A]
    assert rate(found, "own.heard", "own.decided") == Decimal("33.3")
    assert rate(found, "own.published", "own.to_publish") == Decimal("50.0")
    assert rate(found, "own.discussed", "own.decided") == 0
    assert rate(found, "own.x", "own.nothing") is None


def test_steps_are_in_time_up_to_their_last_day():
    due = on("2025-06-10")
    rows = [Left(1, A, "P.P03", on("2025-06-10"), due), Left(2, A, "P.P03", on("2025-06-11"), due)]
    assert tally(steps(rows, SPAN))[A] == {
        "own.left": 2, "own.late": 1, "own.timely": 1, "step.P.P03.late": 1, "step.P.P03.timely": 1,
    }  # fmt: skip


def test_a_case_with_a_red_alarm_counts_among_those_filed_in_the_year():
    rows = [Happened(1, A, "filed", on("2025-03-01")), Happened(2, A, "filed", on("2025-03-01"))]
    assert tally(alarmed(rows, {1: on("2025-04-01"), 2: on("2026-02-01")}, SPAN))[A] == {"own.alarmed": 1}


def test_agencies_are_summed_up_the_tree_line_by_line():
    rows = [a_decision(1, fine=Decimal("10.50")), a_decision(2, agency=B, fine=Decimal(5))]
    cells = tally(penalties(rows, SPAN, ORDERS["datong"]))
    assert summed(cells.values()) == {"penalty.fine": 2, "penalty.total": 2, "penalty.money": Decimal("15.50")}
