#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services that are not there or not who they should be: a page for each, no byte of a request, and a way on once
it is put right (SECURITY.md, C04)."""
import sys

from support.bench import ACCOUNT, run_tests
from support.certificates import Authority, self_signed

UNTRUSTED = "We cannot be sure that this is the real service"


def refuse(bench, certificate, title, advice):
    """The assistant meets this certificate, says so, and goes on when the right one is there."""
    between = bench.between()
    right = bench.authority.issue()
    bench.service(settings=bench.outbox_settings(), between=between)
    between.present(certificate)
    person = bench.person(between)
    person.reason()
    person.account(ACCOUNT)
    person.sees(title)
    person.sees(advice)
    assert not between.exchanges, between.exchanges
    assert not between.heard, "something was sent to a stranger"

    person.press("Cancel")
    person.sees("Stop this recovery?")
    person.press("&Keep going")
    person.page("Which account is it?")
    between.present(right)
    person.go_on()
    person.page("A short security check")
    assert [each.status for each in between.writes()] == [401, 201], "for want of a nonce, and then with one"


def test_expired(bench):
    certificate = bench.authority.issue(start="20200101000000Z", end="20200201000000Z")
    refuse(bench, certificate, "The dates do not fit",
           "Look at date and time of this PC. Set them right if they are wrong, then try again.")


def test_not_yet_valid(bench):
    certificate = bench.authority.issue(start="20400101000000Z", end="20400201000000Z")
    refuse(bench, certificate, "The dates do not fit",
           "If they are right, tell your support: the certificate has to be renewed.")


def test_for_another_host(bench):
    certificate = bench.authority.issue("DNS:recovery.example.com,IP:127.0.0.2")
    refuse(bench, certificate, "Another server answered",
           "Its certificate is made out to a different name. So nothing was sent to it.")


def test_self_signed(bench):
    refuse(bench, self_signed(bench.name("self-signed")), UNTRUSTED,
           "The other side could not prove who it is. So nothing was sent to it.")


def test_of_another_authority(bench):
    other = Authority(bench.name("authority"), "Somebody else's authority")
    refuse(bench, other.issue(), UNTRUSTED,
           "At work, tell your support: the certificate authority may be missing on this PC.")


def test_nobody_there(bench):
    between = bench.between()
    service = bench.service(settings=bench.outbox_settings(), between=between)
    between.disconnect()
    person = bench.person(between)
    person.reason()
    person.account(ACCOUNT)
    person.sees("The recovery service cannot be reached")
    person.press("Cancel")
    person.sees("Stop this recovery?")
    person.press("&Stop")
    person.page("You have stopped here")
    person.press("&Start again")
    person.page("Which account is it?")
    between.restore()
    person.go_on()
    person.page("A short security check")
    assert service.rows("SELECT COUNT(*) FROM recoveries") == [(1,)]


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
