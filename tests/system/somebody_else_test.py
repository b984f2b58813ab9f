#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who thinks that others use the account: what the last page says of them, and what to look through."""
import sys

from support.bench import run_tests

OWNER = "worker@contoso.example"  # of the demo
REASON = "Somebody else may be using my account"
GOES_ON = ("If somebody is signed in to your account now, they may stay signed in until %1 at the latest. That cannot be "
           "ended sooner from here. The old password may also work for up to an hour.")
CONTACTS = ("These contacts are registered: %1. Is one of them not yours? Ask your support to remove it: somebody could "
            "come back by it.")
COMFORT = "The old password may go on working for up to an hour. That is nothing to worry about."


def test_the_last_page_says_what_goes_on_and_what_to_check(bench):
    service = bench.service(settings={"[[realm]]": {"id": "workplace", "profile": "workplace", "account_kind": "domain"},
                                      **bench.outbox_settings()})
    person = bench.person(service)
    person.reason(REASON)
    person.account(OWNER)
    person.challenge_by_work()
    person.prove_by_mail(bench.outbox(), "worker.private")
    person.password("Harbour-Lamp-41")
    person.done()
    person.sees("Check this first")
    person.sees_beginning(GOES_ON)
    person.sees(CONTACTS, ", ".join(("wo*****@example.com", "********66")) if person.words.language == "en"
                else "、".join(("wo*****@example.com", "********66")))
    person.sees("Tell your support what you have noticed, and since when.")
    person.sees("Whom to ask")
    assert not person.sees_now(COMFORT)
    person.leave()
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
