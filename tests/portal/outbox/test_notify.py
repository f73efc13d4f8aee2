"""GOV.UK Notify, as a server of ours on loopback plays it."""

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.mail import send_mail
from django.test import override_settings

from portal import clock
from portal.models import Notice
from portal.outbox import sending, verdicts, writing
from tests.factories.portal import NoticeFactory

KEY = f"test-{'a' * 8}-1111-4111-8111-{'b' * 12}-{'c' * 8}-2222-4222-8222-{'d' * 12}"
ROOT = Path(__file__).parents[3]


class Notify(BaseHTTPRequestHandler):
    """The two doors of Notify that we knock on."""

    def do_POST(self):
        self.server.fake.asked.append(
            json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        )
        self.tell(self.server.fake.status, {"id": "1", "errors": [{"message": "no"}]})

    def do_GET(self):
        reference = parse_qs(urlsplit(self.path).query)["reference"][0]
        self.server.fake.looked_up.append(reference)
        known = self.server.fake.known.get(reference, [])
        self.tell(200, {"notifications": [{"status": status} for status in known]})

    def tell(self, status, body):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def fake():
    found = SimpleNamespace(asked=[], looked_up=[], known={}, status=201)
    with ThreadingHTTPServer(("127.0.0.1", 0), Notify) as server:
        server.fake = found
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        with override_settings(
            EMAIL_BACKEND="portal.outbox.notify.EmailBackend",
            EMAIL_TIMEOUT=2,
            NOTIFY_API_KEY=KEY,
            NOTIFY_TEMPLATE_ID="template",
            NOTIFY_URL=f"http://127.0.0.1:{server.server_address[1]}",
        ):
            yield found
        server.shutdown()
        thread.join(5)


@pytest.fixture
def notice(deadline):
    return NoticeFactory(subject=deadline)


def test_our_words_go_into_the_one_template_under_our_reference(fake, notice):
    assert sending.deliver(notice.pk)

    (asked,) = fake.asked
    notice.refresh_from_db()
    assert asked["email_address"] == notice.to.email
    assert asked["template_id"] == "template"
    assert asked["reference"] == writing.reference(notice)
    assert asked["personalisation"]["subject"] == notice.heading
    assert "Rapid review" in asked["personalisation"]["body"]
    assert fake.looked_up == [], "a first attempt has nothing to look up"


def again(notice):
    over = clock.wall_time() - sending.REST
    Notice.objects.update(status="sending", lease_until=over, attempts=1)
    sending.deliver(notice.pk)
    notice.refresh_from_db()
    return notice.status


@pytest.mark.parametrize(
    ("known", "status", "handed_over"),
    [
        ([], "sent", 1),
        (["delivered"], "sent", 0),
        (["created"], "sent", 0),
        (["temporary-failure"], "sent", 1),
        (["technical-failure", "sending"], "sent", 0),
        (["permanent-failure"], "failed", 0),
    ],
)
def test_after_a_lease_ran_out_notify_is_asked_whether_it_has_it(
    fake, notice, known, status, handed_over
):
    fake.known[writing.reference(notice)] = known

    assert again(notice) == status
    assert len(fake.asked) == handed_over
    assert fake.looked_up == [writing.reference(notice)]


@pytest.mark.parametrize(
    ("answer", "status", "reason"),
    [
        (400, "failed", "refused"),
        (403, "waiting", "unreachable"),
        (429, "waiting", "unreachable"),
        (500, "waiting", "unreachable"),
        (503, "waiting", "unreachable"),
    ],
)
def test_each_refusal_of_notify_has_its_verdict(fake, notice, answer, status, reason):
    fake.status = answer

    sending.deliver(notice.pk)

    notice.refresh_from_db()
    assert (notice.status, notice.reason) == (status, reason)


def test_other_mail_goes_the_same_way_and_may_fail_in_silence(fake):
    assert send_mail("Password", "A link", None, ["a@example.org"]) == 1
    assert "reference" not in fake.asked[0]

    fake.status = 500
    assert send_mail("Password", "A link", None, ["a@example.org"], fail_silently=True) == 0
    with pytest.raises(verdicts.ServerAway):
        send_mail("Password", "A link", None, ["a@example.org"])


def started(**facts):
    production = {"PRODUCTION": "1", "DEBUG": "0", "DEMO": "0", "SECRET_KEY": "a"}
    needed = {"RECORD_KEY": "b", "FIELD_KEYS": "c" * 40}
    done = subprocess.run(
        [sys.executable, "-c", "import portal.settings.mail as m; print(m.EMAIL_BACKEND)"],
        cwd=ROOT,
        env={**os.environ, **production, **needed, **facts},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_production_takes_notify_and_asks_for_its_key():
    assert "NOTIFY_API_KEY is not set" in started(EMAIL_URL="notify://")
    assert "NOTIFY_TEMPLATE_ID is not set" in started(EMAIL_URL="notify://", NOTIFY_API_KEY=KEY)
    told = started(EMAIL_URL="notify://", NOTIFY_API_KEY=KEY, NOTIFY_TEMPLATE_ID="t")
    assert told.endswith("portal.outbox.notify.EmailBackend\n")
    assert "names no mail relay" in started(EMAIL_URL="consolemail://")
