"""The lines of a roster and what can be wrong with them. Identification numbers stay in memory, out of every report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enforcement.organisation.models import Post
from exams.administration.words import sentences

HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("姓名",),
    "who": ("身份证号码或用户名", "身份证号码", "身份证号", "公民身份号码", "用户名"),
    "agency": ("单位", "单位名称", "所在单位", "统一社会信用代码"),
    "room": ("考场",),
    "seat": ("座位号", "座号"),
    "post": ("职务", "岗位"),
    "establishment": ("编制性质", "编制"),
    "enforcement": ("执法岗位", "是否执法岗位"),
}
"""What a column holds, and how it may be headed. The headings are content: rosters are written in Chinese."""
NEEDED: Final = ("name", "who")
ESTABLISHMENTS: Final[dict[str, str]] = {
    "行政编制": Post.Establishment.ADMINISTRATIVE,
    "参公管理": Post.Establishment.PUBLIC_SERVICE,
    "事业编制": Post.Establishment.INSTITUTION,
    "合同制": Post.Establishment.CONTRACT,
    "劳务派遣": Post.Establishment.DISPATCHED,
    "临时借调": Post.Establishment.SECONDED,
    "辅助人员": Post.Establishment.AUXILIARY,
}
YES: Final = frozenset({"是", "√", "有", ""})
NO: Final = frozenset({"否", "×", "无"})
SHOWN: Final = 500
"""Problems that a report keeps; more than these say nothing new."""


class Line(NamedTuple):
    """One line. Of ``id_number`` and ``username`` one is there; ``seat`` is None where none is given."""

    row: int
    name: str
    id_number: str
    username: str
    agency: str
    room: str
    seat: int | None
    post: str
    establishment: str
    enforcement: bool


class Problem(NamedTuple):
    """What is wrong with one cell, by the code of its sentence; ``more`` is what the sentence names."""

    row: int
    column: str
    code: str
    more: Mapping[str, Any] = {}


class Roster(NamedTuple):
    """A file that was read: its lines, what could not be read, and the letter of each column."""

    lines: list[Line]
    problems: list[Problem]
    letters: Mapping[str, str]

    def report(self, problems: list[Problem]) -> list[dict[str, Any]]:
        """Return what is kept of problems: the first of them by cell, and how many more there are."""
        rows = sorted(problems, key=lambda p: (p.row, list(HEADINGS).index(p.column) if p.column in HEADINGS else -1))
        kept = [{"cell": self._cell(p), "code": p.code, "more": dict(p.more)} for p in rows[:SHOWN]]
        rest = len(rows) - len(kept)
        return [*kept, {"cell": "", "code": "rest", "more": {"count": rest}}] if rest else kept

    def _cell(self, problem: Problem) -> str:
        letter = self.letters.get(problem.column, "A")
        return f"{letter}{problem.row}" if problem.row else ""


SENTENCES: Final[dict[str, str | Promise]] = {
    "file": gettext_lazy("this is neither a workbook (.xlsx) nor a table of text (.csv) that can be read"),
    "headings": gettext_lazy("the first line lacks the headings %(headings)s: start from the template"),
    "empty": gettext_lazy("there is nobody below the headings"),
    "rows": gettext_lazy("a roster has at most %(count)d lines"),
    "no_name": gettext_lazy("the name is missing"),
    "no_who": gettext_lazy("the identification number or user name is missing"),
    "number_cell": gettext_lazy("the number is stored as a figure, so its end is lost: format the column as text"),
    "seat_number": gettext_lazy("the seat is not a whole number from 1"),
    "twice": gettext_lazy("this person is in line %(row)d already"),
    "unknown": gettext_lazy("nobody is registered in the system under this number or name"),
    "other_name": gettext_lazy("the name is not that of the person with this number"),
    "agency": gettext_lazy("no agency whose people may sit this exam has this name or code"),
    "agency_twice": gettext_lazy("several agencies have this name: write the unified social credit code"),
    "no_post_there": gettext_lazy("this person holds no post in this agency today"),
    "ineligible": gettext_lazy("may not sit: %(grounds)s"),
    "room": gettext_lazy("this session uses no room of this name"),
    "room_twice": gettext_lazy("rooms of several sites have this name: write the site's name before it"),
    "no_room": gettext_lazy("a seat needs a room"),
    "no_such_seat": gettext_lazy("the room has seats 1 to %(seats)d"),
    "seat_twice": gettext_lazy("this seat is given to line %(row)d already"),
    "seat_taken": gettext_lazy("this seat is taken by a candidate who is not in the roster"),
    "name": gettext_lazy("no account can be opened under this name: %(said)s"),
    "id_number": gettext_lazy("this is not a valid identification number (GB 11643), so no account can be opened"),
    "needs_agency": gettext_lazy("a new account needs the agency"),
    "needs_post": gettext_lazy("a new account needs the post (职务)"),
    "needs_establishment": gettext_lazy("a new account needs the establishment (编制性质), as in the template"),
    "enforcement": gettext_lazy("write one of the two words of the template, for yes or no"),
    "rest": gettext_lazy("and %(count)d more"),
}


def sentence_of(problem: Mapping[str, Any]) -> str:
    """Return the sentence of a problem in a report, in the reader's language."""
    more = dict(problem["more"])
    if "grounds" in more:
        more["grounds"] = sentences(more["grounds"])
    if "headings" in more:
        more["headings"] = _(", ").join(more["headings"])
    return str(SENTENCES[problem["code"]]) % more
