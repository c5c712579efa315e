"""Clients over raw sockets that behave like a candidate's page: outbox, rising number, again until acknowledged."""

from __future__ import annotations

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any

HOST = "127.0.0.1"
PATIENCE = 5.0
FIRST_RETRY, LAST_RETRY = 0.25, 2.0
FINAL = {"TakenOver", "TimeOver", "AlreadyClosed", "Voided", "TokenRefused", "BadAnswer", "SittingNotFound", "NotBegun"}
Answer = int | str | list[str]


class Refused(Exception):
    """Carry the code of a refusal."""


@dataclass
class Acknowledged:
    """One save that the server acknowledged: its number and what it carried."""

    seq: int
    answers: dict[int, Answer]


@dataclass
class Browser:
    """One candidate's page. ``outbox``: question → (answer, version); ``given``: the last answer to each question."""

    port: int
    sitting: int
    session: int
    token: str
    dice: random.Random
    outbox: dict[int, tuple[Answer, int]] = field(default_factory=dict)
    given: dict[int, Answer] = field(default_factory=dict)
    acknowledged: list[Acknowledged] = field(default_factory=list)
    seq: int = 0
    version: int = 0
    size: int = 0
    sent: int = 0
    failed: int = 0
    reloads: int = 0
    longest: float = 0.0
    wait: float = FIRST_RETRY
    since: float | None = None
    limit: float = 0.0
    receipt: dict[str, Any] | None = None
    gave_up: str = ""

    async def live(self, *, end: float, give_up: float) -> None:
        """Start, answer until ``end``, hand in; all by itself, as long as it takes until ``give_up``."""
        self.limit = give_up
        try:
            once = f"{self.sitting}-{self.dice.random()}"
            begun = await self.until_heard("POST", "start", {"honour": True, "once": once})
            self.token, self.seq = begun["token"], begun["seq"]
            self.size = len((await self.until_heard("GET", "pack"))["questions"])
            while time.monotonic() < end:
                self.answer()
                await asyncio.sleep(self.dice.uniform(0.05, 0.4))
                await self.save()
                if self.dice.random() < 0.01:
                    await self.reload()
            while self.outbox:
                await self.save()
            await self.submit()
        except Refused as refusal:
            self.gave_up = str(refusal)
        except TimeoutError:
            self.gave_up = "no answer until the end"

    def answer(self) -> None:
        """Give answers as a person does: some masks, now and then words; each is written down before it is sent."""
        for _ in range(self.dice.choice((1, 1, 2))):
            slot = self.dice.randrange(self.size)
            answer: Answer = 1 << self.dice.randrange(4)
            if slot % 10 == 9:
                answer = "文字答案" * self.dice.randrange(1, 20)
            elif slot % 10 == 8:
                answer = [str(self.dice.random()), "没收"]
            self.version += 1
            self.outbox[slot] = (answer, self.version)
            self.given[slot] = answer

    async def save(self) -> None:
        """Send all that is in the outbox under a higher number; take out what was acknowledged and is unchanged."""
        if not self.outbox:
            return
        flying = dict(self.outbox)
        self.seq += 1
        seq, answers = self.seq, {slot: answer for slot, (answer, _version) in flying.items()}
        said = await self.heard_or_wait("POST", "save", {"seq": seq, "d": answers})
        if said is None:
            return
        if not said["ack"]:
            self.seq = max(self.seq, said["seq"])
            return
        self.acknowledged.append(Acknowledged(seq, answers))
        for slot, row in flying.items():
            if self.outbox.get(slot) == row:
                del self.outbox[slot]

    async def submit(self) -> None:
        """Hand in and keep the receipt."""
        while self.receipt is None:
            self.seq += 1
            said = await self.until_heard("POST", "submit", {"seq": self.seq, "d": {}})
            if said["ack"]:
                self.receipt = said["receipt"]
            else:
                self.seq = max(self.seq, said["seq"])

    async def reload(self) -> None:
        """Lose the page; the outbox and the token are still there, the number comes from the server."""
        self.reloads += 1
        stored = await self.until_heard("GET", "state")
        self.seq = stored["seq"]

    async def until_heard(self, method: str, address: str, body: object = None) -> dict[str, Any]:
        """Ask until there is an answer."""
        while True:
            said = await self.heard_or_wait(method, address, body)
            if said is not None:
                return said

    async def heard_or_wait(self, method: str, address: str, body: object = None) -> dict[str, Any] | None:
        """Ask once; after a failure wait a little, longer each time, and return None.

        Raises:
            Refused: for what a page would not try again.
            TimeoutError: when the time of all clients is over.
        """
        self.sent += 1
        begun = time.monotonic()
        try:
            status, said = await asyncio.wait_for(self.ask(method, address, body), PATIENCE)
        except (OSError, EOFError, ValueError, TimeoutError):
            status, said = 0, {}
        if status == 200:
            self.wait, self.since = FIRST_RETRY, None
            return said
        code = said.get("refused", {}).get("code", "")
        if code in FINAL:
            raise Refused(f"{address}: {code}")
        self.failed += 1
        self.since = self.since or begun
        self.longest = max(self.longest, time.monotonic() - self.since)
        if time.monotonic() > self.limit:
            raise TimeoutError
        self.wait = min(self.wait * 2, LAST_RETRY)
        await asyncio.sleep(self.wait * self.dice.uniform(0.5, 1.5))
        return None

    async def ask(self, method: str, address: str, body: object) -> tuple[int, dict[str, Any]]:
        """Send one request on a connection of its own and read the answer."""
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        reader, writer = await asyncio.open_connection(HOST, self.port)
        try:
            writer.write(
                f"{method} /x/sittings/{self.sitting}/{address} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n"
                f"Authorization: Bearer {self.token}\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(content)}\r\n\r\n".encode()
                + content
            )
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(
                int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")
            )
            return int(head.split(b" ")[1]), json.loads(await reader.readexactly(length))
        finally:
            writer.close()
