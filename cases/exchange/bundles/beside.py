"""Report progress from inside a long transaction: through a connection of its own, so that it is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection

from enforcement.jobs.progress import Progress


@contextmanager
def beside(job: Progress) -> Iterator[Callable[[int, int], None]]:
    """Give a function that reports beside the caller's transaction and renews the lease.

    Raises:
        WorkTakenAway: from that function, as Progress.report.
    """
    with ThreadPoolExecutor(1) as other:
        try:
            yield lambda done, total: other.submit(job.report, done, total).result()
        finally:
            other.submit(_let_go).result()


def _let_go() -> None:
    """Close the connection of the thread that calls this."""
    connection.close()
