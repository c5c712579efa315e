"""What a button of the table does: each word as a change of the chart, and the row that is shown afterwards."""

from __future__ import annotations

from collections.abc import Mapping

from enforcement.errors import Invalid, NotFound
from enforcement.flowcharts.editor import additions, chart_form, row_form
from enforcement.flowcharts.editor.edits import deleted, moved
from enforcement.flowcharts.editor.page import WHOLE
from enforcement.flowcharts.editor.ways import ways_of
from enforcement.flowcharts.graph import Graph


class FieldsWrong(Invalid):
    """Refuse a form in which something cannot be read; ``faults`` says what, by the name of the field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        """Keep the list for the page."""
        self.faults = dict(faults)
        super().__init__()


class Doing:
    """One change as it was asked for; called with a chart it returns the changed one and keeps the row to show."""

    def __init__(self, word: str, row: str, post: Mapping[str, str]) -> None:
        """Take the word of the button, the row it stands at and all that was sent."""
        self.word, _mark, self.kind = word.partition(":")
        self.row, self.post = row, post

    def __call__(self, graph: Graph) -> Graph:
        """Return the changed chart.

        Raises:
            NotFound: for a row or a word that is not there. FieldsWrong, Refusal: as the change does.
        """
        if self.row not in graph.node and not (self.row == WHOLE and self.word == "change"):
            raise NotFound
        if self.word == "change":
            made, faults = (
                chart_form.read(graph, self.post) if self.row == WHOLE else row_form.read(graph, self.row, self.post)
            )
            if faults:
                raise FieldsWrong(faults)
            return made
        if self.word == "add" and self.kind in additions.ADD:
            made, self.row = additions.add(graph, self.row, self.kind)
            return made
        if self.word == "delete":
            gone, ways = self.row, ways_of(graph, self.row)
            self.row = ways[0].target if ways else WHOLE
            return deleted(graph, gone)
        if self.word == "move" and self.kind in {"up", "down"}:
            return moved(graph, self.row, -1 if self.kind == "up" else 1)
        raise NotFound
