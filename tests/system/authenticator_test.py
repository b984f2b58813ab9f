#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recovery by an authenticator app: nothing to confirm, nothing sent, six digits of the present half minute."""
import sys

from support.bench import run_tests
from support.proofs import APP_ACCOUNT as ACCOUNT
from support.proofs import code_now

METHOD = "My authenticator app"
FRESH = "Harbour-Lamp-41"


def wrong_code():
    near = {code_now(steps) for steps in range(-3, 4)}
    return next(code for code in ("111111", "222222", "333333", "444444", "555555", "666666", "777777", "888888")
                if code not in near)


def test_the_app_alone_leads_to_a_new_password(bench):
    service = bench.service(settings=bench.outbox_settings())
    person = bench.person(service)
    person.reason()
    person.account(ACCOUNT)
    person.challenge_by_work()
    person.choose(METHOD, "")
    person.sees("Open your authenticator app and enter the digits that it shows.")
    person.press("&Back")  # nothing was confirmed, so that this leads to the choice
    person.choose(METHOD, "")
    person.code(wrong_code(), digits=6)
    person.sees("The app makes a new one every 30 seconds.")
    person.code(code_now(), digits=6)
    person.password(FRESH)
    person.done()
    person.leave()
    assert bench.accepts(service, FRESH, ACCOUNT)
    assert not bench.outbox().messages(), "nothing was sent to anybody"
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
