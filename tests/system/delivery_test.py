#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of a code after it was taken, in a realm that tells: page and helper say what came back, was reported, or
arrived after all. What relay and gateway say at once is in code_helper_test.py."""
import hashlib
import hmac
import json
import ssl
import subprocess
import sys
import urllib.error
import urllib.request

from support import clock
from support.bench import ACCOUNT, MAIL_MASK, MAILBOX, once, run_tests
from support.processes import until
from support.service import TEXT

TELLS = {"[[realm]]": {"disclosure": "explicit"}}
MOBILE_MASK = "*********32"
KEY = "key-that-signs-reports"
LATER = 30  # seconds: what was not taken has been tried again, and the page has asked what became of it


def to_methods(bench, service):
    person = bench.person(service)
    person.reason()
    person.account(ACCOUNT)
    person.challenge_by_work()
    return person


def came_back(bench, service, recipient, status):
    """As the mail server hands it over: to latchkeyctl, with what another server wrote."""
    mail = f"""From: MAILER-DAEMON@mx.example
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver it.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; somebody@example.com
Action: failed
Status: {status}
--b--
"""
    done = subprocess.run([bench.programs / "latchkeyctl", "deliveries", "bounced", recipient, "--config",
                           service.configuration], input=mail, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@once  # its words are those of a mail that comes back at once
def test_a_mail_that_comes_back_later(bench):
    relay = bench.mail_server()
    relay.settings["[mail]"]["bounces"] = "bounces@example.com"
    service = bench.service(relay, settings={**bench.outbox_settings(), **TELLS})
    person = to_methods(bench, service)
    person.choose("Mail to %1", MAIL_MASK)
    person.confirm_mail(MAILBOX)
    person.page("Enter your code")
    mail = relay.outbox.fresh(lambda mail: mail, "the mail")
    assert mail["mailFrom"].startswith("bounces+") and "bounces" not in str(mail["headers"]), mail
    bench.clock.pass_time(seconds=LATER)
    person.press("&My code did not come")
    person.sees("Can you open this mailbox now?", seconds=60)
    came_back(bench, service, mail["mailFrom"], "5.2.2")
    bench.clock.pass_time(seconds=LATER)
    person.sees("The mail came back, because the mailbox is full. Delete large mails, and empty its bin.", seconds=60)


def test_a_mailbox_that_does_not_answer_yet_and_then_does(bench):
    relay = bench.mail_server()
    relay.mode("defer-451")
    service = bench.service(relay, settings={**bench.outbox_settings(), **TELLS})
    person = to_methods(bench, service)
    person.choose("Mail to %1", MAIL_MASK)
    person.confirm_mail(MAILBOX)
    person.page("Enter your code")
    person.sees("It has not been taken yet. It is tried again by itself.")
    person.press("&My code did not come")
    person.sees("Give it a little more time")
    relay.mode("accept")
    bench.clock.pass_time(seconds=LATER)
    # The helper goes on by itself, and names the sender where it may be kept out.
    person.sees("Can you open this mailbox now?", seconds=60)
    person.press("Yes, and other mails arrive in it")
    person.press("Not yet")
    person.sees("It comes from %1: allow this sender.", "no-reply@example.com")


def report(service, authority, body, key=KEY):
    """As the gateway does it; the status of the answer."""
    text = json.dumps(body).encode()
    now = str(int(clock.now()))
    signature = hmac.new(key.encode(), now.encode() + b"." + text, hashlib.sha256).hexdigest()
    request = urllib.request.Request(f"{service.url}/v1/deliveries/text", text, {
        "Content-Type": "application/json", "Latchkey-Timestamp": now, "Latchkey-Signature": "v1=" + signature})
    try:
        with urllib.request.urlopen(request, context=ssl.create_default_context(cafile=authority)) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_a_text_that_the_gateway_reports_on(bench):
    gateway = bench.gateway("generic")
    signs = bench.secret(bench.name("reports"), KEY)
    gateway.settings["[text]"]["report_key_file"] = str(signs)
    service = bench.service(gateway, settings={**bench.outbox_settings(), **TELLS})
    person = to_methods(bench, service)
    person.choose("Text to %1", MOBILE_MASK)
    person.confirm_phone("5432")
    person.page("Enter your code")
    posted = gateway.outbox.fresh(lambda request: request["json"], "the text")["json"]
    assert posted["reportUrl"] == f"{service.url}/v1/deliveries/text", posted
    bench.clock.pass_time(seconds=LATER)
    person.sees("The text message has been sent. It may take some minutes to arrive.")
    person.press("&My code did not come")
    person.sees("Is the phone with this number at hand?")

    said = {"id": posted["id"], "status": "undelivered", "reason": "cannot-text"}
    assert report(service, bench.authority.pem, said, "another key") == 401
    assert report(service, bench.authority.pem, said) == 200
    until(lambda: service.codes() == [(TEXT, 6, 1, "report-cannot-text")], "the report in the record")
    bench.clock.pass_time(seconds=LATER)
    person.sees("Have yourself called instead", seconds=60)
    person.sees("This number takes no texts: it is a landline or an internet phone.")


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
