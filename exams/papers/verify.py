"""Build every paper of a session again and compare it with what was frozen, recorded and marked."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from enforcement.ledger.queries import body_of, history_of
from exams.create_session import series_of
from exams.forms_frozen import read, rebuilt
from exams.models import Form, Result, Sitting
from exams.shuffle import VERSION, Content, paper, paper_sha256


@dataclass(slots=True)
class Verified:
    """How many forms, papers and results were compared, and what does not agree."""

    forms: int
    papers: int = 0
    results: int = 0
    faults: list[str] = field(default_factory=list)


def verify(*, session_id: int) -> Verified:
    """Compare the forms of a session with their items, hashes and the ledger, and every result with its paper.

    A paper is built from its form, seed and version alone; the database is only read.
    """
    forms = list(Form.objects.filter(session_id=session_id).order_by("number"))
    done = Verified(len(forms), faults=list(_form_faults(session_id, forms)))
    contents = {form.pk: read(form.content, form.sha256, form.version) for form in forms}
    results = _results(session_id)
    rows = Sitting.objects.filter(session_id=session_id).order_by("pk").values_list("pk", "form_id", "seed", "answers")
    for sitting, form, seed, answers in rows.iterator(chunk_size=2000):
        done.papers += 1
        done.results += len(results[sitting])
        done.faults += _paper_faults(sitting, contents.get(form), seed, len(answers), results[sitting])
    return done


def _results(session_id: int) -> defaultdict[int, list[tuple[int, str]]]:
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Result.objects.filter(session_id=session_id).order_by("pk").values_list("sitting_id", "pk", "paper_sha256")
    for sitting, pk, sha256 in rows.iterator(chunk_size=5000):
        found[sitting].append((pk, sha256))
    return found


def _paper_faults(
    sitting: int, content: Content | None, seed: int, places: int, results: list[tuple[int, str]]
) -> Iterator[str]:
    if content is None:
        yield f"sitting {sitting}: its form is of another session"
        return
    pack = paper(content=content, seed=seed)
    if len(pack["questions"]) != places:
        yield f"sitting {sitting}: {len(pack['questions'])} questions, places for {places} answers"
    built = paper_sha256(pack)
    for result, sha256 in results:
        if sha256 != built:
            yield f"result {result}: marked on paper {sha256}, built again it is {built}"


def _form_faults(session_id: int, forms: list[Form]) -> Iterator[str]:
    opened = history_of(series_of(session_id)).filter(verb="exam.open_session").first()
    recorded: Mapping[str, str] = body_of(opened)["forms"] if opened else {}
    for form in forms:
        if hashlib.sha256(form.content.encode()).hexdigest() != form.sha256:
            yield f"form {form.number}: its content has another hash"
        if recorded.get(str(form.number)) != form.sha256:
            yield f"form {form.number}: the ledger has another hash"
        if form.version == VERSION and rebuilt(form).sha256 != form.sha256:
            yield f"form {form.number}: made again from its items it is another one"
