"""Write a record of the county in the outside format."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]
REMEDIES = "可以自收到本决定书之日起六十日内申请行政复议，也可以六个月内提起行政诉讼。"
LEADERS = ("deputy1", "deputy2", "deputy3", "deputy4", "head")


def day(text: str) -> str:
    """Return a day of 2026 from MM-DD."""
    return f"2026-{text}"


class Writer:
    """One record of an agency, led by its lead with its co-handler."""

    def __init__(self, staff: Any, agency: str, serial: int, cause: str, party: str, basis: str, fine: int) -> None:
        self.agency, self.body, self.serial, self.cause, self.party = (
            agency,
            staff.agencies[agency],
            serial,
            cause,
            party,
        )
        self.terms: Record = {"fine": fine, "kinds": ["fine"], "facts": f"{cause}，事实清楚。", "legal_basis": basis}
        self.pair = [self.who("lead"), self.who("co")]

    def who(self, place: str, **more: str) -> Record:
        """Return a person by user name."""
        return {"username": f"{self.agency}.{place}", **more}

    def inquiry(self, kind: str, on: str, *places: str, subject: str = "当事人") -> Record:
        """Return an inquiry signed by some, the pair unless told."""
        signers = [self.who(place) for place in places] or self.pair
        return {"kind": kind, "held_on": day(on), "officers": signers, "subject": subject}

    def notice(self, on: str, asked: str = "") -> Record:
        """Return a served notice; ``asked``: the day on which the party asked for a hearing."""
        defences = [{"made_on": day(asked), "text": "要求听证。", "hearing_requested": True}] if asked else []
        right = self.terms["fine"] >= 10_000
        return {
            "served_on": day(on),
            "terms": self.terms,
            "officers": self.pair,
            "hearing_right": right,
            "defences": defences,
        }

    def hearing(self, asked: str, accepted: str, served: str, held: str, reported: str, chair: str) -> Record:
        """Return a public hearing announced in time, its record signed."""
        announced = {"05-12": "05-06", "05-06": "04-28", "06-01": "05-25"}[held]
        return {
            "requested_on": day(asked), "accepted_on": day(accepted), "designated_on": day(accepted),
            "chair": self.who(chair), "chair_certificate": "鲁听02001", "recorder": self.who("clerk"),
            "planned_on": day(held), "notice_served_on": day(served), "announced_on": day(announced),
            "held_on": day(held), "record": "听证笔录", "record_signed": True, "reported_on": day(reported),
        }  # fmt: skip

    def discussion(self, on: str, votes: tuple[str, ...] = ("penalise",) * 5) -> Record:
        """Return a discussion of five leaders, the head last and with the majority."""
        members = [
            {"who": self.who(place), "is_head": place == "head", "spoke_order": i, "vote": vote, "opinion": "同意。",
             "signed": True} for i, (place, vote) in enumerate(zip(LEADERS, votes, strict=True), 1)
        ]  # fmt: skip
        return {"referred_on": day(on), "held_on": day(on), "concluded_on": day(on), "members": members,
                "majority": "penalise", "conclusion": "penalise", "recorder": "记录人"}  # fmt: skip

    def whole(self, *, clue: str, filed: str, proposed: str, checked: str, decided: str, served: str, paid: str,
              closed: str, published: str = "", **parts: Any) -> Record:  # fmt: skip
        """Return the record, ended by payment, closure and archive."""
        sign = self.body.sign
        return {
            "reference": f"外部-{sign}-{self.serial}", "agency": self.body.credit_code, "field": self.agency,
            "title": self.cause, "cause": self.cause, "legal_basis": self.terms["legal_basis"], "clue_on": day(clue),
            "filed_on": day(filed), "number": f"{sign}立（外）〔2026〕{self.serial}号",
            "party": {"name": self.party, "kind": "person" if self.party == "张某" else "organisation"},
            "assignments": [{"who": self.pair[0], "role": "lead", "from_on": day(filed)},
                            {"who": self.pair[1], "from_on": day(filed)}],
            "proposals": [{"made_on": day(proposed), "terms": self.terms}],
            "checks": [{"who": self.who("checker"), "on": day(checked)}],
            "decision": {
                "kind": "penalise", "decided_on": day(decided), "terms": self.terms, "decided_by": "局长",
                "number": f"{sign}罚（外）〔2026〕{self.serial}号", "remedies": REMEDIES, "sealed": True,
                "performance": "十五日内缴纳罚款。", "dated_on": day(decided), "publish": bool(published),
            },
            "services": [{"document": "decision", "served_on": day(served), "officers": self.pair}],
            "published_on": day(published) if published else None,
            "payments": [{"on": day(paid), "amount": self.terms["fine"] + self.terms.get("confiscation", 0),
                          "receipt": f"缴{self.serial}"}],
            "closed_on": day(closed), "closure_reason": "performed", "archived_on": day(closed), **parts,
        }  # fmt: skip
