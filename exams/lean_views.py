"""What the short stack answers: one act or one read each. The token opens them (``exams.tokens``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

from enforcement import clock
from exams import late, pulse, receipts, shuffle, statements, tokens
from exams import save as saving
from exams import start as starting
from exams import submit as submitting
from exams import takeover as takeovers
from exams.forms_frozen import content_of
from exams.proctoring import presence
from exams.proctoring.lean import events
from exams.save import Answer
from exams.sitting_refusals import BadAnswer, SittingNotFound, over, remaining_ms
from exams.tokens import VISITOR, Token, TokenRefused

MAX_ONCE = 64
Body = Mapping[str, Any]
Said = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address: how it is asked, what its number is of, what answers, and whether that may use Django's models."""

    method: Literal["GET", "POST"]
    of: Literal["sittings", "sessions"]
    answer: Callable[[Token, Body], Said]
    models: bool = False


def start(token: Token, body: Body) -> Said:
    """Begin: ``{"honour": true, "once": "…"}``; ``once`` lets a browser repeat a start whose answer was lost."""
    once = body.get("once", "")
    if not isinstance(once, str) or len(once) > MAX_ONCE:
        raise BadAnswer(field="once")
    done = starting.start(sitting_id=token.sitting, honour=body.get("honour") is True, once=once.replace("\0", ""))
    return {
        "token": tokens.with_lease(token, lease=done.lease, deadline_at=done.deadline_at),
        "lease": done.lease,
        "seq": done.seq,
        "remaining_ms": done.remaining_ms,
        "deadline": done.deadline_at.isoformat(),
        "at": done.at.isoformat(),
        "rev": done.rev,
    }


def save(token: Token, body: Body) -> Said:
    """Save what the browser has not had acknowledged: ``{"seq": 4, "d": {"0": 2, "12": ["罚款"], "40": "…"}}``."""
    seq, delta = _answers(body)
    done = saving.save(sitting_id=token.sitting, lease=token.lease, seq=seq, delta=delta)
    presence.note(token.sitting, token.session, saved=done.written)
    return {
        "ack": done.written,
        "seq": done.seq,
        "remaining_ms": done.remaining_ms,
        "deadline": done.deadline_at.isoformat(),
        "at": done.at.isoformat(),
        "rev": done.rev,
    }


def submit(token: Token, body: Body) -> Said:
    """Save what is left and close. Whoever asks for the result first has it marked; nothing of that happens here."""
    seq, delta = _answers(body)
    done = submitting.submit(sitting_id=token.sitting, lease=token.lease, seq=seq, delta=delta)
    facts: dict[str, Any] = {
        "sitting": token.sitting,
        "seq": done.seq,
        "at": done.at,
        "answers_sha256": done.answers_sha256,
    }
    receipt = receipts.receipt(**facts) if done.written else None
    return {"ack": done.written, "seq": done.seq, "at": done.at.isoformat(), "receipt": receipt}


def takeover(token: Token, body: Body) -> Said:
    """Take the sitting over from the lease that the browser saw: ``{"lease": 1, "code": "123456"}``."""
    seen, code = body.get("lease"), body.get("code", "")
    if type(seen) is not int or not isinstance(code, str):
        raise BadAnswer(field="lease")
    done = takeovers.takeover(sitting_id=token.sitting, lease=seen, code=code)
    return {
        "token": tokens.with_lease(token, lease=done.lease, deadline_at=done.deadline_at),
        "lease": done.lease,
        "seq": done.seq,
        "answers": done.answers,
        "texts": done.texts,
        "remaining_ms": done.remaining_ms,
        "deadline": done.deadline_at.isoformat(),
        "at": done.at.isoformat(),
        "rev": done.rev,
    }


def state(token: Token, body: Body) -> Said:  # noqa: ARG001 (every endpoint takes it)
    """Tell how the sitting stands: state, lease, the stored answers and the time left."""
    row = statements.row(statements.STATE, {"id": token.sitting, "at": None})
    if row is None:
        raise SittingNotFound
    deadline = row["deadline_at"]
    return {
        "state": "expired" if row["state"] == "running" and over(row) else row["state"],
        "mine": token.lease != VISITOR and row["lease"] == token.lease,
        "lease": row["lease"],
        "seq": row["seq"],
        "answers": row["answers"],
        "texts": row["texts"] or {},
        "remaining_ms": remaining_ms(row),
        "deadline": deadline.isoformat() if deadline else None,
        "at": row["at"].isoformat(),
        "rev": row["rev"],
    }


def pack(token: Token, body: Body) -> Said:  # noqa: ARG001
    """Give the candidate's paper (stems and options in their order, nothing else) to a browser that has started."""
    if token.lease == VISITOR:
        raise TokenRefused
    return shuffle.paper(content=content_of(token.form), seed=token.seed)


def keep_late(token: Token, body: Body) -> Said:
    """Put aside what was not acknowledged before the end: ``{"lease": 1, "d": {…}, "ages": {"3": 45000}}``."""
    lease, ages = body.get("lease"), body.get("ages", {})
    if type(lease) is not int or not 0 <= lease <= 2**15 - 1 or not isinstance(ages, dict):
        raise BadAnswer(field="lease")
    if any(type(age) is not int for age in ages.values()):
        raise BadAnswer(field="ages")
    late.keep(sitting_id=token.sitting, lease=lease, delta=_delta(body), ages_ms=_by_slot(ages))
    return {"kept": True}


def beat(token: Token, body: Body) -> Said:  # noqa: ARG001
    """Tell the number of the last intervention in the session, at most two seconds old; take it as a sign of life."""
    if token.lease != VISITOR:
        presence.note(token.sitting, token.session)
        presence.write_if_due()
    return {"rev": pulse.pulse(token.session), "at": clock.now().isoformat()}


ENDPOINTS: Final[Mapping[str, Endpoint]] = {
    "start": Endpoint("POST", "sittings", start),
    "save": Endpoint("POST", "sittings", save),
    "submit": Endpoint("POST", "sittings", submit),
    "state": Endpoint("GET", "sittings", state),
    "takeover": Endpoint("POST", "sittings", takeover, models=True),
    "pack": Endpoint("GET", "sittings", pack, models=True),
    "paper": Endpoint("GET", "sittings", pack, models=True),
    "late": Endpoint("POST", "sittings", keep_late),
    "events": Endpoint("POST", "sittings", events, models=True),
    "pulse": Endpoint("GET", "sessions", beat),
}


def _answers(body: Body) -> tuple[int, dict[int, Answer]]:
    seq = body.get("seq")
    if type(seq) is not int:
        raise BadAnswer(field="seq")
    return seq, _delta(body)


def _delta(body: Body) -> dict[int, Answer]:
    given = body.get("d", {})
    if not isinstance(given, dict) or not all(_is_answer(answer) for answer in given.values()):
        raise BadAnswer(field="d")
    return _by_slot(given)


def _is_answer(answer: object) -> bool:
    if isinstance(answer, list):
        return all(isinstance(word, str) for word in answer)
    return type(answer) in {int, str}


def _by_slot(given: Mapping[str, T]) -> dict[int, T]:
    try:
        return {int(slot): value for slot, value in given.items()}
    except ValueError:
        raise BadAnswer(field="d") from None
