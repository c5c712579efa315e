"""The public log: checkpoint and tiles as C2SP asks, the check of a proof, and what the supervisors see."""

from base64 import b64encode
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enforcement.transparency.addresses import page_of, place_of
from enforcement.transparency.checking import MAKERS, check
from enforcement.transparency.models import Checkpoint, LogLeaf
from enforcement.transparency.proving import proof_of, proof_of_print
from enforcement.transparency.publish_checkpoint import publish_checkpoint
from enforcement.transparency.tile_paths import path_of
from enforcement.transparency.tiles import Tree
from enforcement.transparency.verifier.merkle import root_of
from enforcement.transparency.verifier.note import key_from
from enforcement.transparency.verifier.opening import opened
from enforcement.transparency.verifier.proof import ProofRefused
from tests.factories import transparency as make
from tests.factories.ledger import EntryFactory
from tests.factories.organisation import AT

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.4 a decision\n%%EOF\n"
PRINT = sha256(PAPER).hexdigest()


def proved():
    make.a_fingerprint(PRINT)
    make.a_checkpoint(4)
    found = proof_of_print(PRINT)
    assert found is not None
    return found


def test_a_checkpoint_is_a_signed_note_that_the_published_key_opens(client):
    assert client.get("/log/checkpoint").status_code == 404
    made = make.a_checkpoint(5)
    answer = client.get("/log/checkpoint")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    key = key_from(client.get("/log/keys").content.decode())
    found = opened(answer.content.decode(), [key])
    assert (found.origin, found.size, found.root) == (key.name, 5, Tree(5).root())
    assert publish_checkpoint(at=AT) is None  # nothing new
    make.a_log(1)
    assert publish_checkpoint(at=AT).size == 6
    assert client.get(f"/log/checkpoints/{made.size}").content == answer.content


def test_from_the_tiles_alone_the_root_of_the_checkpoint_is_found(client):
    made = make.a_checkpoint(600)
    make.a_log(3)  # not under a checkpoint: not served
    leaves = []
    for path in ("000", "001", "002.p/88"):
        content = client.get(f"/log/tile/0/{path}").content
        leaves += [content[at : at + 32] for at in range(0, len(content), 32)]
    assert root_of(leaves) == bytes(made.root)
    assert client.get("/log/tile/1/000.p/2").content == root_of(leaves[:256]) + root_of(leaves[256:512])
    for path in ("0/002", "0/002.p/91", "0/2", "0/x000/001", "0/003", "1/000", "8/000", "0/000.p/256", "0/000.p/0"):
        assert client.get(f"/log/tile/{path}").status_code == 404, path
    assert [path_of(n) for n in (7, 1234067)] == ["007", "x001/x234/067"]


def test_an_entry_is_proved_only_once_a_checkpoint_covers_it():
    entry = EntryFactory()
    assert proof_of(entry) is None
    make.a_log(0)
    assert proof_of(entry) is None
    publish_checkpoint(at=AT)
    found = check(text=str(proof_of(entry)))
    assert found.good
    assert found.proof.opened[0].content == f"{entry.series}\n{entry.seq}\n{entry.hash}"


def test_a_paper_and_its_proof_are_found_good_and_any_other_paper_is_not(client):
    text = str(proved())
    assert check(text=text).paper == "none"
    assert check(text=text, content=PAPER).paper == "same"
    assert check(text=text, content=PAPER + b" ").paper == "other"
    for given, said in ((PAPER, "这就是记录在案的文书"), (b"other", "文书与证明不符")):
        answer = client.post("/log/check/", {"proof": text, "file": SimpleUploadedFile("a.pdf", given)})
        assert said in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda p: p.replace(f"index {0}", "index 1"), "other_root"),
        (lambda p: p.replace("\n\n", "\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n", 1), "other_root"),
        (lambda p: p.replace("/log\n5", "/log\n6"), "signature"),
    ],
    ids=["another place", "another path", "another checkpoint"],
)
def test_an_altered_proof_is_refused(change, fault):
    text = str(proved())
    assert change(text) != text
    assert check(text=change(text)).fault == fault


def test_a_proof_that_names_another_paper_is_refused():
    good = proved()
    other = good.opened[0].__class__(1, good.opened[0].blind, "0" * 64)
    assert (
        check(text=str(good.__class__(good.index, good.leaf, good.path, good.note, (other,)))).fault == "other_content"
    )
    with pytest.raises(ProofRefused):
        check(text="c2sp.org/tlog-proof@v1\nnothing")


@pytest.mark.parametrize(
    "extra",
    [
        b'{"leaf":["%s"],"opened":[[Infinity,"",""]]}', b"[" * 9000,
        b'{"leaf":["%s"],"opened":[],"size":Infinity}',
    ],
)  # fmt: skip
def test_numbers_without_end_and_deep_nesting_are_no_proof(extra):
    leaf = b64encode(b"0" * 32)
    packed = b64encode(extra.replace(b"%s", leaf)).decode()
    with pytest.raises(ProofRefused):
        check(text=f"c2sp.org/tlog-proof@v1\nextra {packed}\nindex 0\n\nx\n")


def test_a_copy_that_carries_its_proof_is_good_only_with_the_page_that_belongs_to_it():
    proof = proved()

    def with_page(paper, given):
        carried = given.__class__(given.index, given.leaf, given.path, given.note, given.opened, len(paper))
        return paper + b"stream\n" + str(carried).encode() + b"\nendstream"

    MAKERS["test"] = with_page
    try:
        copy = with_page(PAPER, proof)
        assert check(text="", content=copy).paper == "same"
        assert check(text="", content=copy + b" laid over it").paper == "covered"
        assert check(text="", content=copy.replace(b"decision", b"revision", 1)).paper == "other"
    finally:
        del MAKERS["test"]


def test_the_page_of_a_proof_opens_to_whoever_holds_its_code(client):
    found = proved()
    page = client.get(page_of(found))
    assert PRINT in page.content.decode()
    index, place, blind = place_of(found)
    saved = client.get(reverse("log_proof_text", args=[index, place, blind]))
    assert check(text=saved.content.decode(), content=PAPER).paper == "same"
    for wrong in ([index, place, "x" + blind[1:]], [index, 0, blind], [index, 2, blind], [index + 1, place, blind]):
        assert client.get(reverse("log_proof", args=wrong)).status_code == 404
    assert PRINT not in client.get("/log/checkpoints/").content.decode()


def test_a_form_without_anything_says_what_to_do(client):
    answer = client.post("/log/check/", {})
    assert answer.status_code == 422
    assert "请选择文件" in answer.content.decode()
    answer = client.post("/log/check/", {"file": SimpleUploadedFile("a.pdf", PAPER)})
    assert answer.status_code == 422
    assert "没有找到证明" in answer.content.decode()


def test_the_public_page_shows_the_last_checkpoint_and_the_verifier_can_be_taken(client):
    assert "还没有" in client.get("/log/").content.decode()
    made = make.a_checkpoint()
    page = client.get("/log/").content.decode()
    assert made.note.splitlines()[2] in page.replace("&#x27;", "'").replace("+", "+")
    assert client.get("/log/verifier.zip").content.startswith(b"PK")
    assert (Checkpoint.objects.count(), LogLeaf.objects.count()) == (1, 3)
