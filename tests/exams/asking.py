"""Asks the short stack as a server does: a WSGI environment in, status, headers and JSON out."""

import io
import json
from contextlib import contextmanager

from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from exams import lean, tokens
from exams.tokens import Token


def ask(method, path, token="", body=None, **more):
    """Return (status, headers, content as bytes)."""
    content = body if isinstance(body, bytes) else b"" if body is None else encoded(body)
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.input": io.BytesIO(content),
        "wsgi.url_scheme": "http",
        "HTTP_COOKIE": "language=en",
        "CONTENT_LENGTH": str(len(content)),
        **more,
    }
    if token:
        environ["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    said = []
    with _a_transaction_stays_open():
        answer = lean.application(environ, lambda status, headers: said.append((status, dict(headers))))
        text = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
    status, headers = said[0]
    assert headers["Content-Length"] == str(len(text))
    return int(status.split()[0]), headers, text


@contextmanager
def _a_transaction_stays_open():
    """Keep Django from closing the connection, whose transaction is the test's, as its own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def encoded(body):
    return body.encode() if isinstance(body, str) else json.dumps(body).encode()


def asked(*args, **more):
    """Return (status, JSON)."""
    status, _headers, text = ask(*args, **more)
    return status, json.loads(text)


def code_of(said):
    """Return (status, code) of a refusal."""
    return said[0], said[1]["refused"]["code"]


def token_of(sitting, lease=1):
    return tokens.token_of(sitting=sitting, session=sitting.session, lease=lease)


def token_for(row, **facts):
    kept = {"sitting": row.pk, "lease": 1, "form": row.form_id, "seed": row.seed}
    return tokens.seal(Token(**{**kept, "session": row.session_id, "exp": 2**40, **facts}))
