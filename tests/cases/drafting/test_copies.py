"""A copy with proof: the paper byte by byte, a page behind it, and the public check that looks at both."""

from __future__ import annotations

from hashlib import sha256

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from cases.documents.copies import copy_with_proof
from cases.documents.merge import NotOurs
from cases.models import Paper, Publication
from cases.papers import content_of
from enforcement.ledger.models import Entry
from enforcement.transparency.checking import check, proof_in
from enforcement.transparency.models import Checkpoint
from enforcement.transparency.proving import proof_of_print
from enforcement.transparency.publish_checkpoint import publish_checkpoint
from enforcement.transparency.sequence_entries import sequence_entries
from enforcement.transparency.verifier.leaf import prints_of
from tests.cases.acts import world as w


def under_a_checkpoint() -> Checkpoint:
    sequence_entries(at=w.at("06-01"))
    made = publish_checkpoint(at=w.at("06-01"))
    assert made is not None
    return made


def test_each_paper_of_a_case_is_named_by_an_entry_of_its_ledger(world: w.World) -> None:
    case = w.archived(world)
    named = {sha256 for entry in Entry.objects.filter(series=case.series) for sha256 in prints_of(entry.body)}
    assert [paper.title for paper in case.papers.all() if paper.sha256 not in named] == []
    text = Publication.objects.get(case=case)
    assert under_a_checkpoint().size == Entry.objects.count()
    assert proof_of_print(text.sha256) is not None


def test_a_copy_begins_with_the_paper_carries_its_proof_and_is_checked_by_anybody(
    world: w.World, client: Client
) -> None:
    case = w.drawn_up(world)
    paper = Paper.objects.get(case=case, code="JD")
    url = reverse("case_paper_copy", args=[case.pk, paper.pk])
    client.force_login(world.people["lead"])
    assert client.get(url).status_code == 409
    checkpoint = under_a_checkpoint()
    copy, own = client.get(url).content, content_of(paper)
    assert copy.startswith(own)
    assert sha256(copy[: proof_in(copy).size]).hexdigest() == paper.sha256
    document, before = pypdfium2.PdfDocument(copy), len(pypdfium2.PdfDocument(own))
    assert len(document) == before + 1
    last = document[before].get_textpage().get_text_range()
    assert "留痕账存证页" in last
    assert f"共{checkpoint.size}条记录" in last
    assert "行政处罚决定书" in document[0].get_textpage().get_text_range()
    found = check(text="", content=copy)
    assert (found.good, found.paper) == (True, "same")
    assert check(text="", content=copy + b"\n1 0 obj << >> endobj").paper == "covered"
    assert check(text=str(found.proof), content=own).paper == "same"
    assert copy_with_proof(own, proof_of_print(paper.sha256)) == copy
    client.force_login(world.people["lead"])
    assert url in client.get(reverse("case", args=[case.pk])).content.decode()


def test_a_file_of_another_program_gets_the_page_of_proof_alone() -> None:
    with pytest.raises(NotOurs):
        copy_with_proof(b"%PDF-1.7 of another program", proof_in_nothing())


def proof_in_nothing():
    from enforcement.transparency.verifier.proof import Opened, Proof

    return Proof(0, (b"0" * 32,), (), "a\n1\n" + "A" * 43 + "=\n\n— a AAAA\n", (Opened(1, b"0" * 32, "0" * 64),))
