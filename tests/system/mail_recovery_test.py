#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recovery by mail: configured service, mail relay with STARTTLS and a login, the window from reason to done."""
import re
import sys

from support.bench import ACCOUNT, CONTACTS, MAIL_MASK, MAILBOX, run_tests
from support.processes import until
from support.service import DEMO_PASSWORD

FIRST, SECOND = "Harbour-Lamp-41", "Meadow Bell 9!"


def code_in(mail):
    """As a person finds it: the one line of digits."""
    return re.search(r"^\s*(\d{7})\s*$", mail["text"], re.MULTILINE).group(1)


def recover(bench, service, relay, password, refused=None):
    person = bench.person(service)
    person.reason()
    person.account(ACCOUNT)
    person.challenge_by_work()
    person.choose("Mail to %1", MAIL_MASK)
    person.confirm_mail(MAILBOX)
    mail = relay.outbox.fresh(lambda mail: code_in_mail(mail), "the mail with the code")
    person.code(code_in(mail))
    if refused:
        person.password(refused)
        person.sees("You have used it before. Choose one that is new.")
    person.password(password)
    receipt = person.done()
    person.sees("For your safety we told %n registered contacts about it.", n=CONTACTS)
    person.press("&Close")
    if person.program.process.wait(30) != 0:
        raise AssertionError("the assistant did not end well")
    return mail, receipt


def code_in_mail(mail):
    return re.search(r"^\s*(\d{7})\s*$", mail["text"], re.MULTILINE) is not None


def test_a_forgotten_password_is_replaced(bench):
    relay = bench.mail_server()
    service = bench.service(relay, settings=bench.outbox_settings())
    assert bench.accepts(service, DEMO_PASSWORD), "the old password works before"

    mail, receipt = recover(bench, service, relay, FIRST)
    assert mail["tls"] and mail["login"] == "latchkey", "STARTTLS and a login"
    assert mail["rcptTos"] == ["msabc123.backup@example.com"]
    assert not mail["defects"], mail["defects"]
    assert receipt in mail["text"], "the receipt of the window stands in the mail"
    assert ("Hello" in mail["text"]) == (bench.language == "en"), "in the language of the window"
    notice = relay.outbox.fresh(lambda mail: not code_in_mail(mail), "the notice")
    assert receipt in notice["text"]

    assert not bench.accepts(service, DEMO_PASSWORD), "the old password is refused"
    assert bench.accepts(service, FIRST), "the new password is accepted"
    assert service.password_changes(ACCOUNT) == 1

    # The service itself knows both by now: neither is taken again.
    recover(bench, service, relay, SECOND, refused=FIRST)
    assert bench.accepts(service, SECOND) and not bench.accepts(service, FIRST)
    until(lambda: len([1 for _, mail in relay.outbox.messages() if code_in_mail(mail)]) == 2, "two mails with codes")
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
