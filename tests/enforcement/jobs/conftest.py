"""Kinds of work that exist in these tests alone, and a broker that remembers who was woken."""

import pytest
from django.db import OperationalError

from enforcement.errors import Refusal
from enforcement.jobs import enqueue, register, sweep, timetable


class TooFewApples(Refusal):
    sentence = "There are too few apples."
    article = "第一条"
    remedy = "Buy some."


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """The register and the timetable, empty but for the kinds of these tests."""
    monkeypatch.setattr(register, "KINDS", known := {})
    monkeypatch.setattr("enforcement.jobs.perform.KINDS", known)
    monkeypatch.setattr("enforcement.jobs.enqueue.KINDS", known)
    monkeypatch.setattr("enforcement.jobs.views.KINDS", known)
    monkeypatch.setattr(timetable, "TIMETABLE", table := {})
    monkeypatch.setattr(sweep, "TIMETABLE", table)

    @register.register("test.count", title="Counting")
    def count(job, to=3):
        for n in range(1, to + 1):
            job.report(n, to)
        return {"url": "/desk/", "text": f"counted to {to}", "by": job.by_person_id, "job": job.id}

    @register.register("test.refuse")
    def refuse(job):
        raise TooFewApples

    @register.register("test.break")
    def break_(job):
        raise ZeroDivisionError

    @register.register("test.away")
    def away(job):
        raise OperationalError("the server closed the connection")

    return known


@pytest.fixture
def woken(monkeypatch):
    """The numbers of the jobs for which a worker was woken, instead of waking one."""
    numbers = []
    monkeypatch.setattr(enqueue, "wake", numbers.append)
    monkeypatch.setattr(sweep, "wake", numbers.append)
    return numbers
