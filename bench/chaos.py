"""Kill web workers, the background worker and the database at random while candidates sit: is anything lost?

A database cluster, a server and a worker of their own in a folder of their own; all ended by id, removed at the end.
``SCALE`` is the seconds of load (60), ``CLIENTS`` how many sit (40), ``SEED`` the dice.
"""

# ruff: noqa: PLC0415 (Django is imported after the environment names the folder and the database)

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sys
import time
from collections import Counter
from datetime import date
from typing import Any

import psutil

from bench import _own
from bench._browsers import Browser

SECONDS = float(os.environ.get("SCALE", "60"))
CLIENTS = int(os.environ.get("CLIENTS", "40"))
SEED = int(os.environ.get("SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
CALM, PAUSE, AFTERWARDS = 5.0, (2.0, 5.0), 120.0
"""Seconds of load before the first kill, between two kills, and for the clients to come to an end afterwards."""


def main() -> int:
    with _own.site("chaos"):
        browsers = prepare()
        system = System(random.Random(SEED))
        system.start()
        asyncio.run(storm(system, browsers))
        return report(system, browsers)


def prepare() -> list[Browser]:
    """Lay a session with a frozen paper for everybody and return their pages, about to start."""
    _own.migrated()
    from django.db import connections

    from enforcement import clock
    from enforcement.organisation.models import Agency, Person, Post
    from exams.demo import open_demo_session
    from exams.models import Sitting
    from exams.tokens import token_of

    agency = Agency.objects.create(
        name="示例司法局", kind="justice", division="371481", credit_code="113714810000000000"
    )
    made = [Person(username=f"sits{n}", name=f"考生{n}", password="!") for n in range(CLIENTS)]
    people = Person.objects.bulk_create(made)
    facts = {"agency": agency, "title": "执法员", "establishment": "administrative", "from_on": date(2020, 1, 1)}
    posts = [Post(person=person, is_enforcement=True, **facts) for person in people]
    Post.objects.bulk_create(posts)
    session = open_demo_session(agency, people, clock.now())
    rows = Sitting.objects.filter(session=session).order_by("pk")
    browsers = [
        Browser(0, row.pk, session.pk, token_of(sitting=row, session=session), random.Random(SEED * 1000 + n))
        for n, row in enumerate(rows)
    ]
    for connection in connections.all():
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
    return browsers


class System:
    """The server, the worker and the database, and how each is killed and started again."""

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.port = dice, _own.free_port()
        self.kills: Counter[str] = Counter()
        self.began = 0.0

    def start(self) -> None:
        self.web, self.worker = _own.start_web(self.port), _own.start_worker()
        _own.wait_for_port(self.port)

    def kill_one(self) -> None:
        """Kill something with signal 9, what was killed least the most likely, and start it again after a moment."""
        ways = {"web worker": self.kill_web_worker, "server": self.kill_server, "worker": self.kill_worker,
                "database": self.kill_database}  # fmt: skip
        least = min(self.kills[way] for way in ways)
        way = self.dice.choice([way for way in ways if self.kills[way] <= least + 1])
        self.kills[way] += 1
        ways[way]()

    def kill_web_worker(self) -> None:
        """The server starts another by itself."""
        parts = psutil.Process(self.web.pid).children()
        if parts:
            self.dice.choice(parts).kill()

    def kill_server(self) -> None:
        """Its workers go with it, as when the machine loses power."""
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait()
        time.sleep(self.dice.uniform(0, 1.5))
        self.web = _own.start_web(self.port)

    def kill_worker(self) -> None:
        os.killpg(self.worker.pid, signal.SIGKILL)
        self.worker.wait()
        self.worker = _own.start_worker()

    def kill_database(self) -> None:
        """The server and every process of it; it recovers from its log at the next start."""
        from dev import cluster, postgres

        data = postgres.data_folder()
        found = cluster.Cluster(data, data, postgres.programs(), cluster.owner_of(data)).postmaster()
        if found is not None:
            for process in [found, *found.children(recursive=True)]:
                with contextlib.suppress(psutil.Error):
                    process.kill()
        time.sleep(self.dice.uniform(0, 1.5))
        postgres.ensure("chaos")


async def storm(system: System, browsers: list[Browser]) -> None:
    """Let everybody sit while things are killed."""
    system.began = time.monotonic()
    end = system.began + SECONDS
    for browser in browsers:
        browser.port = system.port
    sitting = asyncio.gather(*(browser.live(end=end, give_up=end + AFTERWARDS) for browser in browsers))
    await asyncio.sleep(min(CALM, SECONDS / 4))
    system.calm = sum(len(b.acknowledged) for b in browsers) / (time.monotonic() - system.began)
    while time.monotonic() < end:
        await asyncio.to_thread(system.kill_one)
        await asyncio.sleep(system.dice.uniform(*PAUSE))
    await sitting


def lost(browsers: list[Browser]) -> tuple[int, int]:
    """Return how many acknowledged answers are not in the journal, and how many last answers are not in the row."""
    from exams.models import SaveJournal, Sitting
    from exams.submit import answers_sha256

    not_journalled = not_stored = 0
    for browser in browsers:
        journal = {row.seq: row for row in SaveJournal.objects.filter(sitting_id=browser.sitting)}
        for save in browser.acknowledged:
            row = journal.get(save.seq)
            kept = dict(zip(row.slots, row.masks, strict=True)) if row else {}
            texts = (row.texts or {}) if row else {}
            for slot, answer in save.answers.items():
                there = kept.get(slot) == (answer if isinstance(answer, int) else 1)
                not_journalled += not (there and (isinstance(answer, int) or texts.get(str(slot)) == answer))
        row = Sitting.objects.get(pk=browser.sitting)
        for slot, answer in browser.given.items():
            found = row.answers[slot] if isinstance(answer, int) else (row.texts or {}).get(str(slot))
            not_stored += slot not in browser.outbox and found != answer
        if browser.receipt:
            not_stored += browser.receipt["answers_sha256"] != answers_sha256(row.pk, row.answers, row.texts)
    return not_journalled, not_stored


def report(system: System, browsers: list[Browser]) -> int:
    answers = sum(len(save.answers) for b in browsers for save in b.acknowledged)
    saves = sum(len(b.acknowledged) for b in browsers)
    not_journalled, not_stored = lost(browsers)
    converged = sum(b.receipt is not None and not b.outbox and not b.gave_up for b in browsers)
    whys: Counter[Any] = Counter(b.gave_up for b in browsers if b.gave_up)
    kills = ", ".join(f"{way} {n}" for way, n in sorted(system.kills.items()))
    print(f"{CLIENTS} clients, {SECONDS:g} s of load, dice {SEED}, fsync on; killed with signal 9: {kills}")
    print(f"{'saves acknowledged':<34}{saves:>8}   {saves / SECONDS:.0f}/s; {system.calm:.0f}/s before the first kill")
    print(f"{'answers acknowledged':<34}{answers:>8}")
    print(f"{'requests, without an answer':<34}{sum(b.sent for b in browsers):>8}   {sum(b.failed for b in browsers)}")
    print(f"{'reloads of a page':<34}{sum(b.reloads for b in browsers):>8}")
    print(f"{'longest time without an answer':<34}{max(b.longest for b in browsers):>8.1f}   s")
    print(f"{'acknowledged, not in the journal':<34}{not_journalled:>8}")
    print(f"{'last answers, not in the row':<34}{not_stored:>8}")
    for why, n in whys.items():
        print(f"{'gave up':<34}{n:>8}   {why}")
    gone = not_journalled + not_stored
    holds = not gone and converged == CLIENTS and answers > 0 and sum(system.kills.values()) > 0
    figure = f"{gone} of {answers} answers lost, {converged} of {CLIENTS} clients converged"
    print(f"chaos: {figure} (bar 0 lost, all converge): {'holds' if holds else 'falls short'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
