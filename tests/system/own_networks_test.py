#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm that tells nobody anything but who asks from inside its own networks, and who that is. Rows are in English
and in Japanese by turns."""
import sys

from support.bench import ACCOUNT, MAIL_MASK, once, run_tests
from support.person import LANGUAGES

INSIDE, OUTSIDE, LOOPBACK = "10.20.30.40", "203.0.113.9", "127.0.0.1"
METHODS = "How should we check that it is you?"
MISMATCH = "This does not match what is registered. You have %n tries left."
NO_ACCOUNT, DISABLED = ("nobody.at.all@outlook.com", "disabled@outlook.com")
ENDS = {NO_ACCOUNT: "We do not know this account", DISABLED: "This account is disabled"}


class Office:
    """Behind something that says, or does not say, for whom it speaks."""

    def __init__(self, bench, networks, proxies):
        self.bench, self.between = bench, bench.between()
        self.service = bench.service(between=self.between, settings={
            **bench.outbox_settings(), "[service]": {"trusted_proxies": proxies},
            "[[realm]]": {"own_networks": networks}})
        self._number = 0

    def arrive(self, forwarded, account):
        """At what follows the challenge."""
        self.bench.language = LANGUAGES[self._number % len(LANGUAGES)]
        self._number += 1
        self.between.forwarded = forwarded
        person = self.bench.person(self.between)
        person.reason()
        person.account(account)
        person.challenge_by_work()
        return person

    def tells(self, forwarded, account):
        person = self.arrive(forwarded, account)
        person.page(ENDS[account])
        person.close()

    def is_silent(self, forwarded, account):
        person = self.arrive(forwarded, account)
        person.page(METHODS)
        person.close()


@once
def test_through_a_proxy_that_is_trusted(bench):
    office = Office(bench, networks=["10.0.0.0/8"], proxies=[LOOPBACK])
    office.tells(INSIDE, NO_ACCOUNT)
    office.tells(INSIDE, DISABLED)
    office.is_silent(OUTSIDE, NO_ACCOUNT)
    office.is_silent(OUTSIDE, DISABLED)
    office.is_silent(None, DISABLED)  # a proxy that names nobody
    office.is_silent(f"{INSIDE}, {OUTSIDE}", NO_ACCOUNT)  # what somebody sent along is not what the proxy saw
    office.service.stop()


@once
def test_with_an_address_of_ones_own(bench):
    office = Office(bench, networks=["127.0.0.0/8"], proxies=[])
    office.tells(None, NO_ACCOUNT)
    office.is_silent(INSIDE, DISABLED)  # a proxy that nobody has named
    office.is_silent(LOOPBACK, NO_ACCOUNT)
    office.service.stop()


@once
def test_a_recovery_stays_where_it_began(bench):
    """A laptop that leaves the office is told as before, and one that comes in is not."""
    office = Office(bench, networks=["10.0.0.0/8"], proxies=[LOOPBACK])
    for began, went in ((INSIDE, OUTSIDE), (OUTSIDE, INSIDE)):
        person = office.arrive(began, ACCOUNT)
        person.choose("Mail to %1", MAIL_MASK)
        office.between.forwarded = went
        person.confirm_mail("somebody.else")
        if began == INSIDE:
            person.sees(MISMATCH, n=4)
        else:
            person.page("Enter your code")
            person.sees("You typed: %1", "somebody.else")
        person.close()
    office.service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
