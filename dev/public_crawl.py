"""Crawl what the public may read: from every address on the list, then every link, until nothing new is found."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Any, Final
from urllib.parse import urldefrag, urljoin, urlsplit

from dev.messages import ROOT

LIST: Final = ROOT / "tests" / "architecture" / "public_urls.txt"
LINK: Final = re.compile(r"""(?:href|src|action|hx-get)=["']([^"'#][^"']*)["']""")
LOCATION: Final = re.compile(r"<loc>([^<]+)</loc>")
WHOLE: Final = 256
QUERIES: Final = 4
"""Addresses of one path that differ in their query alone and are looked at."""
EXEMPT: Final = {
    "care_mode": "a switch: POST alone", "set_language": "a switch: POST alone",
    "account_login": "looked at; what it answers to POST is of the library", "mfa_authenticate": "after a sign-in",
    "exam_activate": "a form", "on_spot_read": "opened by a secret of the party, whose own paper it shows",
    "visit_notice": "opened by a secret of the visited business", "visit_of_code": "a code that lives for seconds",
    "display_challenge": "POST alone", "display_visit": "POST alone", "display_contact": "POST alone",
    "complain_sent": "after a complaint, once, to its sender", "api_nothing": "answers 404 to everything",
    "log_proof": "opened by a random number on the paper", "log_proof_text": "as log_proof",
}  # fmt: skip
Fetch = Callable[[str], dict[str, Any]]


def listed() -> list[tuple[str, str]]:
    """Return route and name of each public page."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return [(route, name) for route, _space, name in (line.rpartition(" ") for line in lines)]


def seeds() -> Iterator[str]:
    """Yield the addresses to begin with: those without arguments, and those of rows that nothing links to."""
    for route, name in listed():
        if "<" not in route and name not in EXEMPT:
            yield route
    yield from _of_rows()


def _of_rows() -> Iterator[str]:
    from django.urls import reverse  # noqa: PLC0415

    from cases.models import Publication  # noqa: PLC0415
    from cases.publicity.models import ShownResult  # noqa: PLC0415
    from certification.keys.models import LogRoot  # noqa: PLC0415
    from certification.models import Credential  # noqa: PLC0415
    from enforcement.flowcharts.models import FlowchartVersion  # noqa: PLC0415
    from enforcement.transparency.models import Checkpoint  # noqa: PLC0415

    for pk in Publication.objects.values_list("case_id", flat=True)[:200]:
        yield reverse("decision", args=[pk])
    for pk in ShownResult.objects.filter(published_on__isnull=False).values_list("pk", flat=True)[:200]:
        yield reverse("enforcement_result", args=[pk])
    for card in Credential.objects.order_by("pk")[:30]:
        yield reverse("verify_code", args=[card.digits])
        yield f"{reverse('verify_number')}?number={card.number}"
    for version in FlowchartVersion.objects.order_by("-pk")[:60]:
        yield reverse("procedure_consultation", args=[version.pk])
    for kid in LogRoot.objects.order_by("kid").values_list("kid", flat=True).distinct():
        yield from (reverse(name, args=[kid]) for name in ("key_log", "key_log_root"))
    for name in ("status_shard", "status_token_list", "status_revocation", "status_suspension"):
        yield reverse(name, args=[1])
    for size in Checkpoint.objects.values_list("size", flat=True)[:3]:
        yield from (reverse("log_checkpoint_of", args=[size]), f"/log/tile/0/{_tile(size)}")


def _tile(size: int) -> str:
    """Return the first tile of hashes of a log: whole, or as wide as the log is long."""
    return "000" if size >= WHOLE else f"000.p/{size}"


def crawl(fetch: Fetch, *, most: int, start: Iterable[str] | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each address with its answer (``status``, ``headers``, ``body``), at most so many."""
    waiting = deque(seeds() if start is None else start)
    seen: set[str] = set()
    queries: dict[str, int] = {}
    while waiting and len(seen) < most:
        path = waiting.popleft()
        bare = urlsplit(path).path
        if path in seen or bare.startswith("/static/"):
            continue
        if "?" in path:
            queries[bare] = queries.get(bare, 0) + 1
            if queries[bare] > QUERIES or "sort=" in path:
                continue
        seen.add(path)
        answer = fetch(path)
        yield path, answer
        waiting.extend(_links(path, answer))


def _links(path: str, answer: dict[str, Any]) -> Iterator[str]:
    kind = str(answer["headers"].get("Content-Type", ""))
    if answer["status"] in {301, 302, 303}:
        yield from _local(path, answer["headers"].get("Location", ""))
    if "html" not in kind and "xml" not in kind:
        return
    text = answer["body"].decode("utf-8", errors="replace")
    for link in (*LINK.findall(text), *LOCATION.findall(text)):
        yield from _local(path, unescape(link))


def _local(path: str, link: str) -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415

    whole = urldefrag(link.removeprefix(settings.PUBLIC_URL)).url
    parts = urlsplit(whole)
    if whole and not parts.netloc and parts.scheme in {"", "http", "https"}:
        yield urljoin(path, whole)


def names_of(paths: Iterable[str]) -> set[str]:
    """Return the names of the pages that some addresses lead to."""
    from django.urls import Resolver404, resolve  # noqa: PLC0415

    found = set()
    for path in paths:
        try:
            found.add(str(resolve(urlsplit(path).path).url_name))
        except Resolver404:
            continue
    return found
