"""Codes verified per second on the public page, against a view that says hello, in one process.

Both go through the whole WSGI callable of the site with its middleware, from four threads, so that one works while
another waits for the database; interleaved, the median of five ratios, a different code each time.

The bar is 0.15. The page cannot do without a signature check (about 0.6 of a hello) and one query through Django's
connection (about 1.2), so with the hello around them it cannot pass 0.35; half of that leaves the page itself about
three hellos for decoding, words and dates on a busy machine. A database of its own, dropped at the end.
"""

# ruff: noqa: PLC0415 (Django is set up only after the database is there)

from __future__ import annotations

import io
import itertools
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote

import psycopg

NAME = "bench_verify"
ROUNDS, SECONDS, OFFICERS, BAR = 5, float(os.environ.get("SECONDS", "2")), 200, 0.15
THREADS = 4


def main() -> int:
    from dev import postgres
    from enforcement import env

    postgres.ensure(NAME)
    host = str(env.embedded_socket())
    os.environ["DATABASE_URL"] = f"postgresql://postgres@/{NAME}?host={quote(host)}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "enforcement.settings"
    os.environ["ALLOWED_HOSTS"] = "127.0.0.1"
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"MEDIA_ROOT": folder, "SIGNING_KEYS_FOLDER": folder, "SIGNING_KEY_PASSPHRASE": "of the bench"}
        try:
            return report(*measure())
        finally:
            drop(host)


def measure() -> tuple[list[float], list[float], list[float]]:
    import django

    django.setup()
    from django.conf import settings

    settings.STORAGES = {
        **settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }  # fmt: skip
    settings.ROOT_URLCONF = urls()
    codes = prepare()
    from enforcement.wsgi import application

    assert b"<h1>" in answer(application, f"/v/{codes[0]}")
    assert answer(application, "/hello") == b"hello"
    turns, forged = itertools.cycle(codes), itertools.cycle(c[:-1] + str((int(c[-1]) + 1) % 10) for c in codes)
    rows: tuple[list[float], list[float], list[float]] = ([], [], [])
    for _ in range(ROUNDS):
        rows[0].append(rate(application, itertools.repeat("/hello")))
        rows[1].append(rate(application, (f"/v/{code}" for code in turns)))
        rows[2].append(rate(application, (f"/v/{code}" for code in forged)))
    return rows


def urls() -> type:
    from django.http import HttpRequest, HttpResponse
    from django.urls import include, path

    from enforcement.access import allow, public

    @allow(public)
    def hello(request: HttpRequest) -> HttpResponse:
        return HttpResponse("hello" if request else "")

    class Urls:
        urlpatterns = [path("hello", hello), path("", include("certification.urls"))]

    return Urls


def prepare() -> list[str]:
    from datetime import date

    from django.core.management import call_command

    from certification.demo import issue_direct
    from enforcement import clock
    from enforcement.actor import SYSTEM
    from enforcement.organisation.models import Agency, Person, Post

    call_command("migrate", verbosity=0)
    agency = Agency.objects.create(name="乐陵市市场监督管理局", division="371481", credit_code="113714810000000195")
    codes = []
    for n in range(OFFICERS):
        person = Person.objects.create(username=f"officer{n}", name=f"执法员{n}")
        Post.objects.create(
            person=person, agency=agency, title="执法员", establishment="administrative", from_on=date(2020, 1, 1)
        )
        made = issue_direct(
            person=person, agency=agency, fields=["market"], area="乐陵市", valid_from=date(2024, 1, 1),
            valid_to=date(2030, 12, 31), at=clock.now(), by=SYSTEM,
        )  # fmt: skip
        codes.append(made.digits)
    return codes


def answer(application: Callable[..., list[bytes]], path: str) -> bytes:
    """Ask the WSGI callable as a server would."""
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80",
        "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.multithread": False,
        "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    response = application(environ, lambda *_: None)
    body = b"".join(response)
    if hasattr(response, "close"):
        response.close()
    return body


def rate(application: Callable[..., list[bytes]], paths: Iterator[str]) -> float:
    """Return the answers per second of four threads, so that one works while another waits for the database."""
    lock, done, begun = threading.Lock(), [0] * THREADS, time.perf_counter()

    def work(thread: int) -> None:
        while time.perf_counter() - begun < SECONDS:
            with lock:
                path = next(paths)
            answer(application, path)
            done[thread] += 1

    threads = [threading.Thread(target=work, args=(n,)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - begun)


def report(hellos: list[float], verified: list[float], forged: list[float]) -> int:
    ratios = [v / h for v, h in zip(verified, hellos, strict=True)]
    print(f"hello     {statistics.median(hellos):8.0f} /s")
    print(f"verified  {statistics.median(verified):8.0f} /s (ratios {', '.join(f'{r:.2f}' for r in ratios)})")
    print(f"forged    {statistics.median(forged):8.0f} /s, without a query")
    figure = statistics.median(ratios)
    print(f"verify: {figure:.2f} (bar ≥ {BAR}): {'holds' if figure >= BAR else 'falls short'}")
    return 0 if figure >= BAR else 1


def drop(host: str) -> None:
    from django.db import connections

    for each in connections.all():
        each.close()
        each.close_pool()
    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


if __name__ == "__main__":
    sys.exit(main())
