"""Out and in again: what the round-trip tests of every format share."""

from dataclasses import replace

from exams.imports.faults import problems_of
from exams.imports.found import Given
from tests.exams.item_drafts import PICTURES


def there_and_back(made, *, out, into):
    """Fail unless a format brings back just what was written, without a problem and with the pictures it showed."""
    assert problems_of(made) == []
    found = into.read(out.write(made, PICTURES), Given())
    assert found.problems == []
    assert [replace(one, place="") for one in found.drafts] == made
    shown = {p.sha256 for one in made for p in (*one.pictures, *(one.case.pictures if one.case else ()))}
    assert {sha: drawn.data for sha, drawn in found.pictures.items()} == {sha: PICTURES[sha].data for sha in shown}
    assert problems_of(found.drafts) == []
