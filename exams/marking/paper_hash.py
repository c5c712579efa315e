"""The hash of many papers of one form: each question's text is written once for each order of its options. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from exams.shuffle import Content, Place, canonical, groups_in, question


class PaperHasher:
    """Hash papers of a form, each exactly as ``shuffle.paper_sha256`` of the paper that the candidate got."""

    def __init__(self, content: Content) -> None:
        """Take what the form holds."""
        self._content = content
        self._questions: dict[tuple[int, tuple[int, ...], int], str] = {}

    def sha256(self, order: Sequence[Place]) -> str:
        """Return the SHA-256 of the paper with its questions in this order, hexadecimal."""
        groups = groups_in(self._content, order)
        questions = ",".join(self._text(place, groups) for place in order)
        shown = ",".join(canonical(self._content.groups[str(group)]) for group in groups)
        before = f'"groups":[{shown}],' if self._content.version > 1 else ""
        text = f'{{{before}"questions":[{questions}],"version":{self._content.version}}}'
        return hashlib.sha256(text.encode()).hexdigest()

    def _text(self, place: Place, groups: Sequence[int]) -> str:
        group = self._content.items[place.item].get("group")
        key = (place.item, place.options, groups.index(group) if group else -1)
        if key not in self._questions:
            self._questions[key] = canonical(question(self._content, place, groups))
        return self._questions[key]
