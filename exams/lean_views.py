"""Views of the short stack: JSON in, one act or one read, JSON out. The token opens them (``exams.tokens``)."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.access import allow, public
from enforcement.errors import Refusal
from exams import mark as marking
from exams import save as saving
from exams import shuffle, statements, tokens
from exams import submit as submitting
from exams import takeover as takeovers
from exams.forms_frozen import content_of
from exams.sitting_refusals import BadAnswer, NotBegun, SittingNotFound, over, remaining_ms
from exams.tokens import Token, TokenRefused

MAX_BODY = 64 * 1024
AFTERWARDS = timedelta(hours=2)
"""How long after the deadline a token still lets a browser ask how its sitting stands."""
log = logging.getLogger("exams.lean")
View = Callable[[HttpRequest, Token], HttpResponse]


class WrongMethod(Refusal):
    """Refuse a request of the wrong method."""

    status = 405
    sentence = _("This address is asked in another way.")


def _with_token(method: str) -> Callable[[View], Callable[..., HttpResponse]]:
    def wrap(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def open_(request: HttpRequest, sitting_id: int) -> HttpResponse:
            if request.method != method:
                raise WrongMethod
            given = request.headers.get("Authorization", "").removeprefix("Bearer ")
            token = tokens.unseal(given, now=clock.now().timestamp())
            if token.sitting != sitting_id:
                raise TokenRefused
            return view(request, token)

        return allow(public)(open_)

    return wrap


def token_for(*, sitting_id: int, lease: int, deadline_at: datetime) -> str:
    """Return the token of a lease, valid some time past the deadline."""
    return tokens.seal(Token(sitting_id, lease, int((deadline_at + AFTERWARDS).timestamp())))


@_with_token("POST")
def save(request: HttpRequest, token: Token) -> HttpResponse:
    """Save what the browser has not had acknowledged: ``{"seq": 4, "d": {"0": 2}}``."""
    seq, delta = _body(request)
    done = saving.save(sitting_id=token.sitting, lease=token.lease, seq=seq, delta=delta)
    return JsonResponse(
        {
            "ack": done.written,
            "seq": done.seq,
            "remaining_ms": done.remaining_ms,
            "deadline": done.deadline_at.isoformat(),
            "at": done.at.isoformat(),
        }
    )


@_with_token("POST")
def submit(request: HttpRequest, token: Token) -> HttpResponse:
    """Save what is left and close, then mark; a fault in marking is logged, the submission stands."""
    seq, delta = _body(request)
    done = submitting.submit(sitting_id=token.sitting, lease=token.lease, seq=seq, delta=delta)
    if done.written:
        _mark(token.sitting, done.at)
    return JsonResponse({"ack": done.written, "seq": done.seq, "at": done.at.isoformat(), "receipt": done.receipt})


@_with_token("POST")
def takeover(request: HttpRequest, token: Token) -> HttpResponse:
    """Take the sitting over from the lease that the browser saw: ``{"lease": 1}``."""
    seen = _json(request).get("lease")
    if not isinstance(seen, int):
        raise BadAnswer(field="lease")
    done = takeovers.takeover(sitting_id=token.sitting, lease=seen)
    return JsonResponse(
        {
            "token": token_for(sitting_id=token.sitting, lease=done.lease, deadline_at=done.deadline_at),
            "lease": done.lease,
            "seq": done.seq,
            "answers": done.answers,
            "remaining_ms": done.remaining_ms,
        }
    )


@_with_token("GET")
def state(request: HttpRequest, token: Token) -> HttpResponse:  # noqa: ARG001
    """Return how the sitting stands: state, lease, the stored answers and the time left."""
    row = _row(token)
    standing = "expired" if row["state"] == "running" and over(row) else row["state"]
    return JsonResponse(
        {
            "state": standing,
            "mine": row["lease"] == token.lease,
            "lease": row["lease"],
            "seq": row["seq"],
            "answers": row["answers"],
            "remaining_ms": remaining_ms(row),
            "at": row["at"].isoformat(),
        }
    )


@_with_token("GET")
def paper(request: HttpRequest, token: Token) -> HttpResponse:  # noqa: ARG001
    """Return the candidate's paper: stems and options in their order, nothing else."""
    row = _row(token)
    return JsonResponse(
        shuffle.paper(content=content_of(row["form_id"]), seed=row["seed"]), json_dumps_params={"ensure_ascii": False}
    )


@allow(public)
def time(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return the server's clock without asking the database."""
    return JsonResponse({"at": clock.now().isoformat()})


def _row(token: Token) -> dict[str, Any]:
    row = statements.row(statements.STATE, {"id": token.sitting, "at": None})
    if row is None:
        raise SittingNotFound
    if row["state"] == "assigned":
        raise NotBegun
    return row


def _json(request: HttpRequest) -> dict[str, Any]:
    try:
        if int(request.headers.get("Content-Length") or 0) > MAX_BODY:
            raise BadAnswer(field="d")
        content = json.loads(request.body)
    except ValueError:
        raise BadAnswer(field="d") from None
    if not isinstance(content, dict):
        raise BadAnswer(field="d")
    return content


def _body(request: HttpRequest) -> tuple[int, dict[int, int]]:
    content = _json(request)
    seq, given = content.get("seq"), content.get("d", {})
    if type(seq) is not int or not isinstance(given, dict) or any(type(mask) is not int for mask in given.values()):
        raise BadAnswer(field="d")
    try:
        return seq, {int(slot): mask for slot, mask in given.items()}
    except ValueError:
        raise BadAnswer(field="d") from None


def _mark(sitting_id: int, at: datetime) -> None:
    try:
        marking.mark(sitting_id=sitting_id, at=at)
    except Exception:
        log.exception("sitting %s was submitted but not marked; the next reader marks it", sitting_id)
