"""Where announcements go: a notice, an e-mail, a webhook, a WebSub hub. A failure raises."""

import hashlib
import hmac
import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime
from email.utils import formatdate
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from articles.models import Edition, Notice, OutboxItem
from articles.outbox.calling import Line, TooSlow, in_time

SECONDS = 8  # for one message from its first to its last byte, below the lease
EXCERPT = 300


class SinkFailed(Exception):
    """The other side did not take it; the text says what it answered."""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A signed message goes to the address it was signed for, and nowhere else."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


class PlainConnection(http.client.HTTPConnection):
    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line

    def connect(self) -> None:
        super().connect()
        self.line.hold(self.sock)


class SecureConnection(http.client.HTTPSConnection, PlainConnection):
    """The line is held before the handshake: HTTPSConnection connects through its parent."""


class PlainHandler(urllib.request.HTTPHandler):
    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(PlainConnection, line=self.line), req)


class SecureHandler(urllib.request.HTTPSHandler):
    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(SecureConnection, line=self.line), req)


def still_true(item: OutboxItem, now: datetime) -> bool:
    """An edition that was withdrawn between its instant and this attempt is not announced."""
    if item.edition_id is None or "-withdrawn-" in item.key:
        return True
    return Edition.objects.filter(article=item.article_id).visible(now).exists()


def notice(item: OutboxItem, now: datetime) -> None:
    if item.recipient is None:
        return
    Notice.objects.get_or_create(
        key=item.key,
        defaults={
            "to": item.recipient,
            "article_id": item.article_id,
            "text": item.payload["text"][:EXCERPT],
            "at": item.due_at,
        },
    )


def mail(item: OutboxItem, now: datetime) -> None:
    """The message's identifier is the key: a mailbox that gets it twice shows it once."""
    if item.recipient is None:
        return
    text = item.payload["text"]
    address = f"{settings.SITE_URL}/admin/articles/article/{item.article_id}/change/"
    host = urllib.parse.urlsplit(settings.SITE_URL).hostname
    message = EmailMessage(
        subject=text[:120],
        body=_("%(text)s\n\nThe article: %(address)s\n") % {"text": text, "address": address},
        to=[item.recipient.email],
        headers={
            "Message-ID": f"<{item.key}@{host}>",
            "Date": formatdate(item.due_at.timestamp(), localtime=False),
        },
    )
    try:
        in_time(SECONDS, lambda line: message.send())
    except TooSlow as error:
        raise SinkFailed(too_slow()) from error


def webhook(item: OutboxItem, now: datetime) -> None:
    """POST the message, signed; `Idempotency-Key` lets the other side know it again."""
    if item.webhook is None or not item.webhook.active:
        return
    body = json.dumps({"id": item.key} | item.payload, ensure_ascii=False, sort_keys=True).encode()
    stamp = str(int(now.timestamp()))
    post(
        item.webhook.url,
        body,
        {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": item.key,
            "X-Newsroom-Signature": f"t={stamp},v1={signature(item.webhook.secret, stamp, body)}",
        },
    )


def signature(secret: str, stamp: str, body: bytes) -> str:
    """HMAC-SHA256 of `<seconds since 1970>.<body>`, in hexadecimal."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def websub(item: OutboxItem, now: datetime) -> None:
    """Tell the hub that a feed has changed (WebSub, section 7)."""
    words = {"hub.mode": "publish", "hub.url": item.payload["topic"]}
    post(
        settings.WEBSUB_HUB,
        urllib.parse.urlencode(words).encode(),
        {"Content-Type": "application/x-www-form-urlencoded", "Idempotency-Key": item.key},
    )


def post(url: str, body: bytes, headers: dict[str, str]) -> None:
    if urllib.parse.urlsplit(url).scheme not in {"http", "https"}:
        raise SinkFailed(_("This address is neither http nor https."))
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")  # noqa: S310
    try:
        in_time(SECONDS, partial(ask, request))
    except urllib.error.HTTPError as error:
        raise SinkFailed(f"HTTP {error.code} {error.msg}".strip()) from error
    except TooSlow as error:
        raise SinkFailed(too_slow()) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise SinkFailed(f"{type(error).__name__}: {error}") from error


def ask(request: urllib.request.Request, line: Line) -> None:
    """Send `request` on `line`; an HTTPError has the beginning of the answer as its `msg`."""
    opener = urllib.request.build_opener(NoRedirect, PlainHandler(line), SecureHandler(line))
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            answer.read(EXCERPT)
    except urllib.error.HTTPError as error:
        with error:
            error.msg = error.read(EXCERPT).decode("utf-8", "replace")
        raise


def too_slow() -> str:
    return _("The other side had not answered after %(seconds)s seconds.") % {"seconds": SECONDS}
