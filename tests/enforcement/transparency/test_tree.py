"""The tree of RFC 9162 and the notes of C2SP: known answers, and properties for every size."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcement.transparency.verifier import ed25519
from enforcement.transparency.verifier.leaf import blind, commitment, commitments, hash_of, prints_of
from enforcement.transparency.verifier.merkle import EMPTY, leaf_hash, root_of
from enforcement.transparency.verifier.note import NoteRefused, key_from
from enforcement.transparency.verifier.opening import opened, read
from enforcement.transparency.verifier.proofs import consistency, follows, inclusion, root_by

# The eight leaves, and the roots after each of them, with which implementations of Certificate Transparency are tested.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SIGNED = "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="


def hashes(size):
    return [leaf_hash(bytes([n % 251, n // 251])) for n in range(size)]


def tree(leaves):
    return lambda height, number: root_of(leaves[number << height : (number + 1) << height])


def test_the_roots_of_the_known_leaves_are_the_known_ones():
    leaves = [leaf_hash(bytes.fromhex(text)) for text in LEAVES]
    assert [root_of(leaves[: n + 1]).hex() for n in range(8)] == ROOTS
    assert root_of([]) == EMPTY
    assert EMPTY.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.integers(1, 600), st.data())
@settings(max_examples=60)
def test_a_leaf_is_proved_by_its_own_path_and_by_no_other(size, data):
    leaves, index = hashes(size), data.draw(st.integers(0, size - 1))
    path, root = inclusion(index, size, tree(leaves)), root_of(leaves)
    assert root_by(index, size, leaves[index], path) == root
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index)) if size > 1 else 1
    assert root_by(other, size, leaves[index], path) != root
    assert root_by(index, size, leaf_hash(b"other"), path) != root
    assert root_by(index, size, leaves[index], [*path, root]) is None
    assert len(path) <= 20


@given(st.integers(1, 600), st.data())
@settings(max_examples=60)
def test_a_later_tree_is_proved_to_hold_an_earlier_one_and_no_changed_one(size, data):
    leaves, first = hashes(size), data.draw(st.integers(1, size))
    path, root = consistency(first, size, tree(leaves)), root_of(leaves)
    assert follows(first, size, root_of(leaves[:first]), root, path)
    changed = [*leaves]
    changed[data.draw(st.integers(0, first - 1))] = leaf_hash(b"changed")
    assert not follows(first, size, root_of(changed[:first]), root, path)
    assert not follows(first, size, root_of(leaves[:first]), root, [*path, root])
    for beyond in (0, size + 1):
        with pytest.raises(IndexError):
            consistency(beyond, size, tree(leaves))


def test_the_signature_of_the_example_note_is_good_with_and_without_a_library():
    key, text = key_from(VKEY), "This is an example message.\n"
    assert str(key) == VKEY
    with pytest.raises(NoteRefused, match="not a checkpoint"):
        opened(f"{text}\n— example.com/foo {SIGNED}\n", [key])
    with pytest.raises(NoteRefused, match="false"):
        opened(f"That is no message.\n\n— example.com/foo {SIGNED}\n", [key])
    with pytest.raises(NoteRefused, match="no key"):
        opened(f"{text}\n— example.com/bar {SIGNED}\n", [key])
    import base64

    raw = base64.b64decode(SIGNED)[4:]
    for one in (ed25519.verifies, ed25519.verifies_alone):
        assert one(key.public, text.encode(), raw)
        assert not one(key.public, text.encode() + b" ", raw)
        assert not one(key.public, text.encode(), raw[:-1] + b"\x7f")


@pytest.mark.parametrize(
    "text",
    ["", "a\n", "a\n01\nAA==\n", "a\n1\nAA==\n", "a\n1\n" + "A" * 43 + "=\n\nx\n", "a\n-1\n" + "A" * 43 + "=\n"],
)
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(NoteRefused):
        read(text)


@pytest.mark.parametrize("text", ["", "a+b", "a+00000000+" + VKEY[-44:], "x" + VKEY])
def test_what_is_no_key_is_refused(text):
    with pytest.raises(NoteRefused):
        key_from(text)


def test_a_leaf_binds_series_number_hash_and_papers_and_shows_none_of_them():
    one = commitments(b"s" * 32, "case:1", 2, "ab", ["cd"])
    assert one[1] == commitment(blind(b"s" * 32, 1), "cd")
    others = [
        commitments(b"t" * 32, "case:1", 2, "ab", ["cd"]), commitments(b"s" * 32, "case:2", 2, "ab", ["cd"]),
        commitments(b"s" * 32, "case:1", 3, "ab", ["cd"]), commitments(b"s" * 32, "case:1", 2, "ac", ["cd"]),
        commitments(b"s" * 32, "case:1", 2, "ab", ["ce"]), commitments(b"s" * 32, "case:1", 2, "ab", []),
    ]  # fmt: skip
    assert len({hash_of(each) for each in [one, *others]}) == 7
    a, b = "a" * 64, "b" * 64
    assert prints_of(f'{{"papers":[{{"sha256":"{a}"}},{{"sha256":"{b}"}}],"sha256":"{a}"}}') == [a, b]
    assert prints_of(f'{{"papers":["{b}","no hash",{{"code":"JD"}}]}}') == [b]
    assert prints_of('{"note":"nothing"}') == []
