"""The verification: an untouched ledger is intact, each kind of tampering is named, online and offline."""

import subprocess
import sys
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from enforcement.actor import SYSTEM
from enforcement.ledger.append import append
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import hash_of
from enforcement.transparency import heads
from enforcement.transparency.mail_checkpoint import send_checkpoints
from enforcement.transparency.models import Mailing
from enforcement.transparency.publish_checkpoint import LogForked, publish_checkpoint
from enforcement.transparency.verifier.__main__ import ALTERED, INTACT, UNUSABLE, main
from enforcement.transparency.verify import verify
from tests.factories import transparency as make
from tests.factories.organisation import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def outside(tmp_path):
    """A ledger of six entries under a checkpoint that was kept elsewhere: the arguments of the verifier."""
    made = make.a_checkpoint(6)
    (tmp_path / "note").write_text(made.note, "utf-8")
    return ["--export", str(tmp_path / "ledger.gz"), "--checkpoint", str(tmp_path / "note"), "--key", made.key.text]


def tamper(*statements: str) -> None:
    """Change rows as somebody with the database's own rights could: past the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for sql in statements:
            cursor.execute(sql)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def offline(outside) -> tuple[int, str]:
    call_command("export_ledger", outside[1], stdout=StringIO())
    said = StringIO()
    return main(outside, out=said, err=said), said.getvalue()


def recomputed(seq: int) -> None:
    """Change the body of an entry and compute its hash, and those of all that follow, anew."""
    last = None
    for entry in Entry.objects.filter(series="log:0", seq__gte=seq).order_by("seq"):
        if last is None:
            entry.body = '{"fact":99}'
        else:
            entry.prev = last.hash
        entry.hash = hash_of(entry)
        tamper(
            f"UPDATE ledger_entry SET body = '{entry.body}', prev = '{entry.prev}', hash = '{entry.hash}' WHERE id = {entry.pk}"
        )
        last = entry


def test_an_untouched_ledger_is_intact_where_it_lies_and_as_an_export(outside):
    make.a_log(2)  # newer than the checkpoint
    found = verify(at=AT)
    assert (found.fault_count, found.entries, found.leaves, found.series, found.checkpoints) == (0, 8, 8, 2, 1)
    code, said = offline(outside)
    assert code == INTACT
    assert "2 are newer" in said
    assert oct(Path(outside[1]).stat().st_mode)[-3:] == "600"
    said = StringIO()
    call_command("verify_ledger", "--checkpoint", outside[3], stdout=said)
    call_command("verify_ledger", *outside, stdout=said)
    assert said.getvalue().count("8 entries in 2 series") == 2


ALL = {
    "an edited body": ("UPDATE ledger_entry SET body = '{}' WHERE series = 'log:0' AND seq = 2", "log:0#2", "content"),
    "an edited credential": ("UPDATE ledger_entry SET credential = 'x' WHERE series = 'log:0' AND seq = 2", "log:0#2", "credential"),
    "a removed entry": ("DELETE FROM ledger_entry WHERE series = 'log:1' AND seq = 2", "[3]", "gone"),
    "an entry removed with its leaf": (
        "DELETE FROM transparency_logleaf WHERE index = 3; DELETE FROM ledger_entry WHERE series = 'log:1' AND seq = 2",
        "log:0#3", "order",
    ),
    "the end removed": (
        "DELETE FROM transparency_logleaf WHERE index = 5; DELETE FROM ledger_entry WHERE series = 'log:1' AND seq = 3",
        "5/6", "short",
    ),
    "two entries exchanged": (
        ("UPDATE transparency_logleaf SET entry_id = -entry_id WHERE index IN (2, 4);"
        "UPDATE transparency_logleaf a SET entry_id = -b.entry_id FROM (SELECT * FROM transparency_logleaf) b"
        " WHERE a.index IN (2, 4) AND b.index = 6 - a.index"),
        "log:0#3", "number",
    ),
    "another salt": ("UPDATE transparency_logleaf SET salt = 'x' WHERE index = 1", "log:1#1", "leaf"),
}  # fmt: skip


@pytest.mark.parametrize(("sql", "where", "code"), ALL.values(), ids=ALL)
def test_each_kind_of_tampering_is_found_and_the_first_broken_entry_named(outside, sql, where, code):
    tamper(sql)
    found = verify(at=AT)
    assert (found.faults[0][2].split(" ")[0], found.faults[0][0]) == (where, code)
    status, said = offline(outside)
    assert status == ALTERED
    assert where in said.splitlines()[0]


def test_chains_and_log_recomputed_to_the_last_are_found_by_a_checkpoint_kept_elsewhere(outside):
    recomputed(2)
    tamper(
        *(f"DELETE FROM transparency_{name}" for name in ("checkpoint", "logleaf", "fingerprint", "tile", "sequence"))
    )
    make.a_log(0)
    publish_checkpoint(at=AT)  # the thief has the key as well
    assert verify(at=AT).fault_count == 0
    code, said = offline(outside)
    assert code == ALTERED
    assert "0-5" in said


def test_an_entry_put_in_afterwards_with_an_old_date_is_found(outside):
    append(series="log:9", by=SYSTEM, at=AT, verb="test.forge", body={})
    forged = Entry.objects.get(series="log:9")
    forged.recorded_at = AT
    tamper(f"UPDATE ledger_entry SET recorded_at = '{AT}', hash = '{hash_of(forged)}' WHERE id = {forged.pk}")
    code, said = offline(outside)
    assert code == ALTERED
    assert said.startswith("log:9#1")


def test_a_log_that_was_altered_is_not_signed_again(outside):
    recomputed(3)
    tamper("UPDATE transparency_logleaf SET hash = salt WHERE index = 4")
    make.a_log(1)
    with pytest.raises(LogForked):
        publish_checkpoint(at=AT)


def test_a_cut_file_another_key_and_no_export_are_no_success(outside, tmp_path):
    offline(outside)
    whole = Path(outside[1]).read_bytes()
    for content, status in ((whole[:-20], ALTERED), (b"", UNUSABLE), (b"{}\n", UNUSABLE)):
        Path(outside[1]).write_bytes(content)
        assert main(outside, out=StringIO(), err=StringIO()) == status
    assert main([*outside[:-1], "a+b"], out=StringIO(), err=StringIO()) == UNUSABLE
    with pytest.raises(CommandError, match="Nothing could be verified"):
        call_command("verify_ledger", *outside, stderr=StringIO())


def test_the_verifier_runs_as_a_folder_with_nothing_but_python(outside, client, tmp_path):
    offline(outside)
    zipfile.ZipFile(BytesIO(client.get("/log/verifier.zip").content)).extractall(tmp_path)
    hidden = "import sys; sys.modules.update({'cryptography': None, 'django': None}); import runpy; sys.argv[0] = 'verifier'; runpy.run_module('verifier', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {hidden}", *outside],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == INTACT, done.stderr
    assert "1 checkpoint(s) fit" in done.stdout


def test_a_head_that_another_table_remembers_differently_is_found():
    make.a_log(2)
    last = Entry.objects.get(series="log:1")
    heads.enter("test", f"SELECT 'log:1', 1, '{last.hash}'")
    try:
        assert heads.broken() == []
        heads.enter("test", f"SELECT 'log:1', 2, '{last.hash}'")
        assert verify(at=AT).faults == [["head", -1, "log:1"]]
    finally:
        del heads.HOLDERS["test"]


@override_settings(LOG_MAIL_TO=["one@example.org", "two@example.org"])
def test_checkpoints_are_mailed_and_what_fails_is_tried_again(mailoutbox, settings):
    made = make.a_checkpoint()
    settings.EMAIL_BACKEND = "tests.enforcement.transparency.test_verify.Broken"
    assert send_checkpoints(at=AT) == 0
    assert Mailing.objects.get(attempts=1).fault == "no mail today"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_checkpoints(at=AT) == 1  # the one that failed waits ten minutes
    from datetime import timedelta

    assert send_checkpoints(at=AT + timedelta(minutes=11)) == 1
    assert sorted(mail.to[0] for mail in mailoutbox) == ["one@example.org", "two@example.org"]
    assert mailoutbox[0].attachments[0][1] == made.note
    assert send_checkpoints(at=AT + timedelta(days=1)) == 0


class Broken:
    def __init__(self, **_more):
        pass

    def send_messages(self, _messages):
        raise ConnectionRefusedError("no mail today")
