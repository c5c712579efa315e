"""An interface examined by schemathesis: every check it has, against the interface's own description."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema


@dataclass
class Findings:
    """What came out: checks by name, what failed in words, and the requests by status."""

    checks: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    operations: set[str] = field(default_factory=set)

    def take(self, event: events.ScenarioFinished) -> None:
        """Count one scenario."""
        for one in event.recorder.interactions.values():
            if one.response is not None:
                self.statuses[one.response.status_code] += 1
        if event.label:
            self.operations.add(event.label)
        for checks in event.recorder.checks.values():
            for check in checks:
                self.checks[check.name] += 1
                if check.failure_info is not None:
                    failure = check.failure_info
                    said = f"{event.label}: {check.name}: {failure.failure.title}: {failure.failure.message}"
                    self.failures.append(f"{said}\n{failure.code_sample}")


def examine(url: str, *, examples: int, token: str = "", coverage: bool = True, seed: int = 1) -> Findings:
    """Examine the interface whose description lies at an address, with or without the walk through all boundaries."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    config = SchemathesisConfig(seed=seed)
    project = config.projects.default
    project.update(headers=headers, workers=1, continue_on_failure=True)
    project.generation.update(max_examples=examples)
    project.phases.coverage.enabled = project.phases.stateful.enabled = coverage
    found = Findings()
    for event in from_schema(schemathesis.openapi.from_url(url, config=config)).execute():
        if isinstance(event, events.ScenarioFinished):
            found.take(event)
        elif isinstance(event, events.NonFatalError | events.FatalError):
            found.failures.append(f"{event.label}: {event.info}" if hasattr(event, "label") else str(event))
    return found
