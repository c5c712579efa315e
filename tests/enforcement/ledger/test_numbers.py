"""Numbers without gaps."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from enforcement.ledger.models import Counter
from enforcement.ledger.numbers import peek, take


@pytest.mark.django_db
def test_numbers_begin_at_one_and_go_up_by_one_in_each_series():
    assert peek("penalty:1:2026") == 0
    assert [take("penalty:1:2026"), take("penalty:1:2026"), take("penalty:2:2026")] == [1, 2, 1]
    assert peek("penalty:1:2026") == 2
    assert str(Counter.objects.get(key="penalty:2:2026")) == "penalty:2:2026: 1"


@pytest.mark.django_db
def test_a_refused_act_gives_its_number_back():
    def refused():
        assert take("k") == 2
        raise RuntimeError

    take("k")
    with pytest.raises(RuntimeError), transaction.atomic():
        refused()
    assert take("k") == 2


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        take("k")
    assert peek("k") == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_counter SET last = last - 1",
        "UPDATE ledger_counter SET last = last + 2",
        "UPDATE ledger_counter SET key = 'other', last = last + 1",
        "DELETE FROM ledger_counter",
    ],
)
def test_the_database_refuses_numbers_that_go_back_or_jump(sql):
    take("k")
    with pytest.raises(DatabaseError, match="one by one"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert peek("k") == 1


@pytest.mark.django_db(transaction=True)
def test_two_connections_at_once_get_neighbouring_numbers_even_when_the_first_gives_its_own_back():
    taken, begun, end = [], threading.Event(), threading.Event()

    def give_back() -> None:
        try:
            with transaction.atomic():
                take("k")
                begun.set()
                end.wait(5)
                transaction.set_rollback(True)
        finally:
            connection.close()

    def keep() -> None:
        try:
            with transaction.atomic():
                taken.append(take("k"))
        finally:
            connection.close()

    first = threading.Thread(target=give_back)
    first.start()
    assert begun.wait(5)
    others = [threading.Thread(target=keep) for _ in range(4)]
    for thread in others:
        thread.start()
    threading.Event().wait(0.2)
    assert taken == []  # they wait for the first
    end.set()
    for thread in [first, *others]:
        thread.join(5)
    assert sorted(taken) == [1, 2, 3, 4]
    assert peek("k") == 4
