"""``manage.py sign_key_list``: publish the key list, or have it signed on the machine that keeps the root keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from certification.keys import elsewhere
from certification.keys.opening import roots_are_here
from certification.keys.renew import renew
from certification.token import KeyFileError
from enforcement import clock
from enforcement.errors import Refusal


class Command(BaseCommand):
    """Export here, sign there, import here; without options sign here where the root keys are here."""

    help = "Sign and publish the key list; with ROOT_KEYS_OFFLINE=1 in three steps: --export, --sign, --import."

    def add_arguments(self, parser: CommandParser) -> None:
        group = parser.add_mutually_exclusive_group()
        group.add_argument("--export", metavar="FILE", help="write what shall be signed (on the server)")
        group.add_argument("--sign", metavar="FILE", help="sign it, to --out (on the machine of the root keys)")
        group.add_argument("--import", metavar="FILE", dest="taken", help="publish what was signed (on the server)")
        group.add_argument("--make-roots", metavar="FILE", help="make the two first root keys, and write roots.json")
        group.add_argument("--enter-roots", metavar="FILE", help="register that roots.json (on the server)")
        group.add_argument("--hand-over", metavar="N", type=int, help="sign, as root N, who follows; to --out")
        parser.add_argument("--out", metavar="FILE", default="list.jwt", help="where --sign and --hand-over write")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(self.style.SUCCESS(_do(options)))
        except (OSError, ValueError, LookupError, KeyFileError, Refusal) as fault:
            remedy = getattr(fault, "remedy", "")
            raise CommandError(f"{fault} {remedy}".strip()) from fault


def _do(options: dict[str, Any]) -> str:
    step = next((name for name in STEPS if options[name]), "")
    return STEPS[step](options[step], Path(options["out"])) if step else _here()


def _export(file: str, _out: Path) -> str:
    Path(file).write_text(elsewhere.export_request(at=clock.now()), encoding="utf-8")
    return f"{file}: carry it to the machine of the root keys and run --sign there."


def _sign(file: str, out: Path) -> str:
    out.write_text(elsewhere.sign_request(_read(file)), encoding="utf-8")
    return f"{out}: carry it back and run --import."


def _import(file: str, _out: Path) -> str:
    return f"Key list {elsewhere.import_list(_read(file)).version} is published."


def _make_roots(file: str, _out: Path) -> str:
    Path(file).write_text(elsewhere.make_roots(), encoding="utf-8")
    return f"{file}: carry it to the server and run --enter-roots. Print it too, for verifiers pin it."


def _enter_roots(file: str, _out: Path) -> str:
    made = elsewhere.enter_roots(_read(file), at=clock.now())
    return "Registered: " + ", ".join(root.code for root in made)


def _hand_over(number: int, out: Path) -> str:
    out.write_text(elsewhere.hand_over(number, at=clock.now()), encoding="utf-8")
    return f"{out}: put it into the proposal of the hand-over."


def _here() -> str:
    if not roots_are_here():
        raise ValueError("The root keys lie on another machine: use --export, --sign and --import.")
    made = renew(at=clock.now())
    return f"Key list {made.version} is published." if made else "The published key list is current."


def _read(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


STEPS: Final[dict[str, Callable[[Any, Path], str]]] = {
    "export": _export, "sign": _sign, "taken": _import, "make_roots": _make_roots, "enter_roots": _enter_roots,
    "hand_over": _hand_over,
}  # fmt: skip
