"""What the public is told of a draw: nothing of the cases but names that say nothing."""

from __future__ import annotations

from typing import Any, Final

from cases.supervision.file_review.models import ReviewRound
from enforcement.ledger.chain import moment
from enforcement.ledger.models import Entry

COMMAND: Final = (
    """python3 -c "import json,hashlib;d=json.load(open('draw.json'));"""
    """H=lambda s:hashlib.sha256(s.encode()).hexdigest();L=sorted(map(tuple,d['list']));"""
    """s=H(d['list_sha256']+':'+d['secret']+':'+d['value']);g={};"""
    """[g.setdefault(a if d['by_agency'] else '',[]).append(n) for a,n in L];"""
    """w=sorted(n for k in g.values() for n in sorted(k,key=lambda n:H(s+':'+n))[:d['size']]);"""
    """print(H(''.join(a+' '+n+chr(10) for a,n in L))==d['list_sha256'],"""
    """H(d['secret'])==d['commitment'],s==d['seed'],w==sorted(d['drawn']))\""""
)
"""Prints True four times: list, commitment, seed and draw. It needs nothing but Python."""


def public_record(round_: ReviewRound) -> dict[str, Any]:
    """Return the record that ``draw.json`` holds and ``manage.py verify_draw`` checks."""
    rows = round_.candidates.order_by("agency__credit_code", "name").values_list("agency__credit_code", "name", "drawn")
    found = list(rows)
    entries = Entry.objects.filter(series=round_.series, verb__in=("file_review.open", "file_review.draw")).order_by(
        "seq"
    )
    return {
        "number": round_.number, "how": round_.how, "size": round_.size, "by_agency": round_.by_agency,
        "list": [[code, name] for code, name, _drawn in found], "list_sha256": round_.list_sha256,
        "commitment": round_.commitment, "value_kind": round_.value_kind, "value_source": round_.value_source,
        "value_at": moment(round_.value_at), "opened_at": moment(round_.opened_at),
        "drawn_at": moment(round_.drawn_at) if round_.drawn_at else None,
        "secret": round_.secret, "value": round_.value, "seed": round_.seed,
        "drawn": [name for _code, name, was in found if was], "void": round_.void_reason,
        "ledger": [{"series": e.series, "seq": e.seq, "verb": e.verb, "hash": e.hash} for e in entries],
    }  # fmt: skip
