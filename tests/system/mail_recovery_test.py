#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recovery by mail: configured service, mail relay with STARTTLS and a login, the window from reason to done."""
import sys

from support.bench import ACCOUNT, CONTACTS, MAIL_MASK, MAILBOX, code_in, run_tests
from support.service import DEMO_PASSWORD

FIRST, SECOND = "Harbour-Lamp-41", "Meadow Bell 9!"


def begin(bench, service):
    person = bench.person(service)
    person.reason()
    person.account(ACCOUNT)
    person.challenge_by_work()
    return person


def test_a_forgotten_password_is_replaced(bench):
    relay = bench.mail_server()
    service = bench.service(relay, settings=bench.outbox_settings())
    outbox = bench.outbox()
    assert bench.accepts(service, DEMO_PASSWORD), "the old password works before"

    person = begin(bench, service)
    person.choose("Mail to %1", MAIL_MASK)
    person.confirm_mail(MAILBOX)
    mail = relay.outbox.fresh(code_in, "the mail with the code")
    person.code(code_in(mail))
    person.password(FIRST)
    receipt = person.done()
    person.sees("For your safety we told %n registered contacts about it.", n=CONTACTS)
    person.leave()
    assert mail["tls"] and mail["login"] == "latchkey", "STARTTLS and a login"
    assert mail["rcptTos"] == ["msabc123.backup@example.com"]
    assert not mail["defects"], mail["defects"]
    assert receipt in mail["text"], "the receipt of the window stands in the mail"
    assert ("Hello" in mail["text"]) == (bench.language == "en"), "in the language of the window"
    notice = relay.outbox.fresh(lambda mail: not code_in(mail), "the notice")
    assert receipt in notice["text"]

    assert not bench.accepts(service, DEMO_PASSWORD), "the old password is refused"
    assert bench.accepts(service, FIRST), "the new password is accepted"
    assert service.password_changes(ACCOUNT) == 1

    # The service itself knows the new one by now, and does not take it again.
    person = begin(bench, service)
    person.choose("Text to %1", "*********32")
    person.confirm_phone("5432")
    person.code(outbox.code())
    person.password(FIRST)
    person.sees("You have used it before. Choose one that is new.")
    person.password(SECOND)
    person.done()
    person.leave()
    assert bench.accepts(service, SECOND) and not bench.accepts(service, FIRST)
    assert service.password_changes(ACCOUNT) == 2
    assert len(relay.outbox.messages()) == 3, "a code and two notices"
    service.stop()


def test_the_first_password_of_an_imported_account(bench):
    """Put in by `latchkeyctl accounts import`: nobody has its password, and the owner sets one."""
    account = "hanako@example.jp"
    relay = bench.mail_server()
    service = bench.service(relay, settings=bench.outbox_settings(), accounts=[
        (account, "見本 花子", "consumer", "hanako.private@example.com", "+81 90-1234-5678", "", "enabled")])
    assert not bench.accepts(service, FIRST, account)
    person = bench.person(service)
    person.reason("I never got a password")
    person.account(account)
    person.challenge_by_work()
    person.choose("Mail to %1", "ha*****@example.com")
    person.confirm_mail("hanako.private")
    mail = relay.outbox.fresh(code_in, "the mail with the code")
    assert mail["rcptTos"] == ["hanako.private@example.com"]
    person.code(code_in(mail))
    person.password(FIRST, page="Choose your first password")
    person.done("Your account is ready")
    person.leave()
    assert bench.accepts(service, FIRST, account)
    assert service.password_changes(account) == 1


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
