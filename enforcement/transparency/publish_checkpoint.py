"""Sign the log as it stands and publish the note: never one that an earlier checkpoint contradicts."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from enforcement.errors import Refusal
from enforcement.transparency import mail_checkpoint, signer
from enforcement.transparency.models import Checkpoint, LogKey
from enforcement.transparency.sequence_entries import size
from enforcement.transparency.tiles import Tree
from enforcement.transparency.verifier import note
from enforcement.transparency.verifier.proofs import follows


class LogForked(Refusal):
    """Refuse to sign a log that does not continue what was signed before."""

    sentence = _("The log no longer continues the last checkpoint: entries under it were altered or removed.")
    remedy = _("Run manage.py verify_ledger: it names the first entry. Keep the published checkpoints as evidence.")


@transaction.atomic
def publish_checkpoint(*, at: datetime) -> Checkpoint | None:
    """Publish a checkpoint over all leaves; None where the present key has signed this size, or nothing is there.

    Raises:
        LogForked: if the log does not continue the last checkpoint.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('transparency.checkpoint', 7))")
    pen, tree = signer.current(), Tree(size())
    last = Checkpoint.objects.last()
    key, _made = LogKey.objects.get_or_create(text=str(pen.key), defaults={"begun_at": at})
    if tree.size == 0 or (last is not None and last.size == tree.size and last.key_id == key.pk):
        return None
    root = tree.root()
    if last is not None and not _continues(last, tree, root):
        raise LogForked
    text = note.Checkpoint(pen.key.name, tree.size, root).text
    signed = note.write(text, pen.key.name, pen.key.id, pen.sign(text.encode()))
    made = Checkpoint.objects.create(size=tree.size, root=root, note=signed, key=key, published_at=at)
    mail_checkpoint.prepare(made)
    return made


def _continues(last: Checkpoint, tree: Tree, root: bytes) -> bool:
    """Return whether the tree holds the one of the last checkpoint."""
    if last.size > tree.size:
        return False
    return follows(
        last.size, tree.size, bytes(last.root), root, tree.consistency(last.size) if last.size < tree.size else []
    )
