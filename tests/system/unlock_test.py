#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who knows the password and cannot sign in: the lock is taken off, and the password stays."""
import sys

from support.bench import run_tests
from support.service import DEMO_PASSWORD

LOCKED = "locked@contoso.example"  # of the demo
KNOWS = "I know my password but cannot sign in"
TOLD = ("This account is locked after too many wrong passwords. If you are sure of yours, have it unlocked and keep your "
        "password. Otherwise choose a new one below: that unlocks it, too.")


def to_password(bench, service, outbox, name):
    person = bench.person(service)
    person.reason(KNOWS)
    person.account(f"{name}@contoso.example")
    person.challenge_by_work()
    person.prove_by_mail(outbox, f"{name}.private")
    person.page("Choose a new password")
    return person


def test_a_lock_is_taken_off_without_a_new_password(bench):
    service = bench.service(settings={"[[realm]]": {"id": "workplace", "profile": "workplace"},
                                      **bench.outbox_settings()})
    assert not bench.accepts(service, DEMO_PASSWORD, LOCKED), "locked from the start"
    outbox = bench.outbox()
    person = to_password(bench, service, outbox, "locked")
    person.sees(TOLD)
    person.press("&Unlock, keep my password")
    receipt = person.done("Your account is unlocked")
    person.sees("Your password has not been changed. Sign in with the one you know.")
    person.sees("For your safety we told %n registered contacts about it.", n=1)
    person.leave()
    assert bench.accepts(service, DEMO_PASSWORD, LOCKED), "the old password goes on"
    notice = outbox.fresh(lambda message: message["code"] is None, "the notice of the unlocking")
    assert notice["to"] == "locked.private@example.com" and receipt in notice["body"]
    assert service.rows("SELECT COUNT(*) FROM journal WHERE event = 'account-unlocked'") == [(1,)]

    person = to_password(bench, service, outbox, "worker")
    person.sees("This account is not locked. Most likely the password is the reason: choose a new one.")
    assert not person.sees_now("&Unlock, keep my password")
    person.close()
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
