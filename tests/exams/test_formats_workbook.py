"""Workbooks: out and in again without loss, pictures included."""

from hypothesis import given as over
from hypothesis import settings as how

from exams.exports import workbook as written
from exams.imports import workbook
from tests.exams.formats_trip import there_and_back
from tests.exams.item_drafts import banks


@how(max_examples=60, deadline=None)
@over(banks())
def test_what_is_written_is_read_as_it_was(made):
    there_and_back(made, out=written, into=workbook)
