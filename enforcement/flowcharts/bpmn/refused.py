"""The refusal of a flowchart file, with everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Refusal
from enforcement.flowcharts.problems import Problem


class BpmnRefused(Refusal):
    """Refuse a BPMN file; ``problems`` lists every fault with its line, element and what to do."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    sentence = _("The flowchart file was not accepted.")
    remedy = _("Correct the lines named in the list and load the file again.")

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of the file."""
        self.problems: list[Problem] = list(problems)
        super().__init__(field="bpmn")
