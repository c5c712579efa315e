"""The agencies of a supervisor level by level: each stands for those below it, until one comes to the cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enforcement.organisation.models import Agency


@dataclass(frozen=True)
class Branch:
    """An agency with those of whom it stands: itself and all below, or itself alone (the parent's own cases)."""

    agency: Agency
    ids: tuple[int, ...]
    is_own: bool = False

    @property
    def title(self) -> str:
        """The name to show."""
        name = self.agency.title
        return _("%(agency)s itself") % {"agency": name} if self.is_own else name

    @property
    def opens(self) -> bool:
        """Whether there is a level below."""
        return len(self.ids) > 1


def branches(agencies: Iterable[Agency], parent: Agency | None) -> list[Branch]:
    """Return the next level: what lies directly below an agency, and itself; without one, the topmost there are."""
    whole = list(agencies)
    inside = [a for a in whole if parent is None or a.path.startswith(parent.path)]
    below = [a for a in inside if parent is None or a.pk != parent.pk]
    paths = {a.path for a in below}
    tops = [a for a in below if not any(_above(a.path, paths))]
    made = [Branch(a, tuple(b.pk for b in below if b.path.startswith(a.path))) for a in tops]
    if parent is not None:
        return [Branch(parent, (parent.pk,), is_own=True), *made]
    only = made[0] if len(made) == 1 and made[0].opens else None
    return branches(whole, only.agency) if only else made


def _above(path: str, paths: set[str]) -> Iterable[bool]:
    """Yield for each agency above whether it is among them."""
    parts = path.strip("/").split("/")
    return (f"/{'/'.join(parts[:n])}/" in paths for n in range(1, len(parts)))


def chosen(agencies: Iterable[Agency], asked: str) -> Agency | None:
    """Return the agency that an address asks for, if it is one of them."""
    return next((a for a in agencies if str(a.pk) == asked), None)


def line(agencies: Iterable[Agency], agency: Agency | None) -> list[Agency]:
    """Return the agencies above one and itself, from the top, of some."""
    return [a for a in agencies if agency is not None and agency.path.startswith(a.path)]
