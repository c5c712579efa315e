"""Live codes of phones: two browsers without a network, one shows the codes, the other checks them.

The officer's browser makes a key for each of SCALE officers (1,000) and runs the page's own modules; the checker's runs
the verifier of the scanning page. Bars: every code fits version 12-M (65 modules), every fresh code is valid, every one
replayed at 61 s is a screenshot, every altered one is refused, and 40 drawn codes are read by a camera's decoder. The
floor is the bare signature of the same browser.
"""

# ruff: noqa: PLC0415 (Django is set up first)

from __future__ import annotations

import base64
import os
import random
import statistics
import sys
import threading
import time
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

OFFICERS = int(os.environ.get("SCALE", "1000"))
READ, MOST_MODULES, SHARD = 40, 65, 3
PREFIX = "https://credentials.example/v/"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SURNAMES, GIVEN = "赵钱孙李周吴郑王欧陈", "华明晓棠建国海峰雅丽志强𬭚堃喆龘㛃"
SECTORS = (
    "市场监督管理",
    "交通运输",
    "农业农村",
    "卫生健康",
    "应急管理",
    "自然资源和规划",
    "生态环境",
    "文化和旅游",
    "综合行政执法",
)
TAILS = ("局", "局执法大队", "综合行政执法大队", "局（城市管理局）")
LOAD = """async () => {
  window.code = await import("/static/certification/display/code.js");
  window.key = await import("/static/certification/display/key.js");
  window.verifier = await import("/static/certification/verifier/index.js");
}"""
MAKE = """async (n) => {
  window.pairs = await Promise.all(Array.from({ length: n }, () => key.makeKey()));
  return Promise.all(pairs.map(async (pair) => key.base64(await key.publicOf(pair))));
}"""
SHOW = """async ([tokens, prefix, at]) => {
  const shown = [], signed = [];
  for (const [n, token] of tokens.entries()) {
    const begun = performance.now();
    const digits = await code.codeAt(pairs[n], code.fromDigits(token), at * 1000), drawn = code.drawn(prefix, digits);
    const ended = performance.now();
    await key.sign(pairs[n], new Uint8Array(200));
    signed.push(performance.now() - ended);
    shown.push({ digits, ...drawn, ms: ended - begun });
  }
  return { shown, signed };
}"""
CHECK = """async ([codes, issuer, shard, now]) => {
  const entries = new Uint8Array(32768), keys = new Map([[1, { ...issuer, public: Uint8Array.from(issuer.public) }]]);
  const states = {};
  for (const each of codes) {
    const { state } = await verifier.verify(each, { keys, shard: { shard, seq: 1, iat: now, entries }, now });
    states[state] = (states[state] ?? 0) + 1;
  }
  return states;
}"""


class Files(SimpleHTTPRequestHandler):
    """The project's static files, and one empty page."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}

    def translate_path(self, path: str) -> str:
        from django.contrib.staticfiles import finders

        return str(finders.find(path.removeprefix("/static/")) or "")

    def do_GET(self) -> None:
        if self.path.startswith("/static/"):
            return super().do_GET()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>bench</title>")
        return None

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (its name there)
        """Say nothing."""


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "enforcement.settings"
    import django

    django.setup()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        return measure(f"http://127.0.0.1:{server.server_address[1]}/")
    finally:
        server.shutdown()


def measure(address: str) -> int:
    from playwright.sync_api import sync_playwright

    from certification.token import FileSigner, generate

    signer, now = FileSigner(kid=1, key=generate(1)), int(time.time())
    issuer = {
        "kid": 1, "suite": 1, "public": list(signer.public), "use": "credential", "numbers": [""], "agencies": [],
        "not_before": "2020-01-01", "not_after": "2040-12-31", "status": "active", "log": None, "trusted": None,
    }  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox"])
        officer, checker = ready(browser, address), ready(browser, address)
        publics = [base64.b64decode(each) for each in officer.evaluate(MAKE, OFFICERS)]
        offline(officer)
        offline(checker)
        found = officer.evaluate(SHOW, [tokens(publics, signer), PREFIX, now])
        shown = found["shown"]
        fresh = [each["digits"] for each in shown]
        ask = partial(partial, checker.evaluate, CHECK)
        states = {
            "fresh": ask([fresh, issuer, SHARD, now + 1])(), "replayed": ask([fresh, issuer, SHARD, now + 61])(),
            "altered": ask([altered(fresh), issuer, SHARD, now + 1])(),
        }  # fmt: skip
        browser.close()
    return report(shown, found["signed"], states)


def ready(browser: Any, address: str) -> Any:
    """Return the page of a context of its own with the modules loaded."""
    page = browser.new_context().new_page()
    page.goto(address)
    page.evaluate(LOAD)
    return page


def offline(page: Any) -> None:
    """Cut a page off, and see that it is."""
    page.context.set_offline(True)
    assert not page.evaluate("fetch('/').then(() => true, () => false)")


def tokens(publics: list[bytes], signer: Any) -> list[str]:
    """Return the digits of device tokens of invented officers."""
    from certification.token import Claims, encode, to_digits

    dice, today = random.Random(20261), date.today()  # noqa: DTZ011 (of a bench)
    made = []
    for n, public in enumerate(publics):
        claims = Claims(
            sid=SHARD << 17 | n, name=dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=dice.randint(1, 3))),
            agency="乐陵市" + dice.choice(SECTORS) + dice.choice(TAILS), category=dice.randint(1, 60),
            number=f"151481{n:05d}", starts_on=today - timedelta(days=1), ends_on=today + timedelta(days=5),
            photo8=dice.randbytes(8),
        )  # fmt: skip
        made.append(to_digits(encode(claims, signer, device=public)))
    return made


def altered(codes: list[str]) -> list[str]:
    """Return each code with one digit changed, at another place each time."""
    places = [(n * 7919) % len(each) for n, each in enumerate(codes)]
    return [each[:at] + str((int(each[at]) + 1) % 10) + each[at + 1 :] for each, at in zip(codes, places, strict=True)]


def read(shown: list[dict[str, Any]]) -> int:
    """Return how many of some drawn codes a camera's decoder reads to the letter."""
    import re

    import numpy as np
    import zxingcpp

    good = 0
    for each in shown[:: max(1, len(shown) // READ)][:READ]:
        pixels = np.full((each["side"], each["side"]), 255, np.uint8)
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", each["path"]):
            pixels[int(y), int(x) : int(x) + int(width)] = 0
        seen = zxingcpp.read_barcodes(np.kron(pixels, np.ones((4, 4), np.uint8)))
        good += bool(seen) and seen[0].text == PREFIX + each["digits"]
    return good


def report(shown: list[dict[str, Any]], signed: list[float], states: dict[str, dict[str, int]]) -> int:
    modules = [each["modules"] for each in shown]
    spent, floor = statistics.median(each["ms"] for each in shown), statistics.median(signed)
    legible, wanted = read(shown), min(READ, len(shown))
    for name, found in states.items():
        print(f"{name:<9} {found}")
    print(f"modules   {min(modules)} to {max(modules)} (65 is version 12)")
    print(f"read      {legible} of {wanted} drawn codes")
    print(f"refresh   {spent:.2f} ms to sign, write and draw; the signature alone {floor:.2f} ms")
    good = (
        max(modules) <= MOST_MODULES and legible == wanted and states["fresh"] == {"valid": len(shown)}
        and states["replayed"] == {"screenshot": len(shown)} and states["altered"] == {"unknown": len(shown)}
    )  # fmt: skip
    words = "fits version 12-M, fresh valid, at 61 s refused, altered refused"
    print(
        f"dynamic: {len(shown)} officers, {max(modules)} modules (bar ≤ 65; {words}): {'holds' if good else 'MISSED'}"
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
