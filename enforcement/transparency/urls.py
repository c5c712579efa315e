"""Addresses: the public log of the ledger: sequence, Merkle tree, checkpoints, proofs."""

from __future__ import annotations

from django.urls import URLPattern, path

from enforcement.transparency.views import about, check, files, state

urlpatterns: list[URLPattern] = [
    path("log/", about.about, name="log_about"),
    path("log/check/", check.check_proof, name="log_check"),
    path("log/proof/<int:index>/<int:place>/<slug:blind>/", check.proof, name="log_proof"),
    path("log/proof/<int:index>/<int:place>/<slug:blind>.tlog-proof", check.proof_text, name="log_proof_text"),
    path("log/checkpoint", files.checkpoint, name="log_checkpoint"),
    path("log/checkpoints/", about.checkpoints, name="log_checkpoints"),
    path("log/checkpoints/<int:size>", files.checkpoint_of, name="log_checkpoint_of"),
    path("log/keys", files.keys, name="log_keys"),
    path("log/tile/<int:level>/<path:path>", files.tile, name="log_tile"),
    path("log/verifier.zip", files.verifier_zip, name="log_verifier"),
    path("log/state/", state.state, name="log_state"),
    path("log/state/verify/", state.verify_now, name="log_verify"),
]
