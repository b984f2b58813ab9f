#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recovery by a security key: a program plays the key, at the level of its reports; all else is as with a real one."""
import sys

from support.bench import run_tests
from support.proofs import KEY_PAGE
from support.soft_key import SoftKey

WORKER = "worker@contoso.example"  # of the demo
METHOD = "My security key"
FRESH = "Harbour-Lamp-41"


def workplace(bench, **realm):
    return {"[[realm]]": {"id": "workplace", "profile": "workplace", **realm}, **bench.outbox_settings()}


def to_key(person):
    person.reason()
    person.account(WORKER)
    person.challenge_by_work()
    person.choose(METHOD, "")
    person.page(KEY_PAGE)


def test_a_key_is_plugged_in_and_touched(bench):
    service = bench.service(settings=workplace(bench))
    key = bench.keep(SoftKey(bench.tools, "blue"))
    told = key.register(service.programs, WORKER, "--config", service.configuration)
    assert "messages to the owner: " in told, told
    stranger = bench.keep(SoftKey(bench.tools, "red"))
    person = bench.person(service)
    to_key(person)
    person.sees("Plug in your security key")
    stranger.plug()
    person.sees("This key is not registered for the account")
    stranger.unplug()
    person.sees("Plug in your security key")
    key.plug()
    person.sees("Touch your security key")
    # The window is alive while the key waits, and what is begun is ended at once.
    person.press("&Back")
    person.choose(METHOD, "")
    person.page(KEY_PAGE)
    person.sees("Touch your security key")
    key.touch()
    person.password(FRESH)
    person.done()
    person.leave()
    assert bench.accepts(service, FRESH, WORKER)

    # As a copy of the key would answer, which has not counted what was signed since.
    key.count_from(3)
    person = bench.person(service)
    to_key(person)
    person.sees("Touch your security key")
    key.touch()
    person.sees("The answer of this key was not accepted. You have %n tries left.", n=4)
    assert service.rows("SELECT detail FROM journal WHERE event = 'gate-failed'") == [
        ("security-key, try 1: counter-went-back",)]
    key.count_from(50)
    person.press("&Try again", roles=("push button",))
    person.sees("Touch your security key")
    key.touch()
    person.page("Choose a new password")
    service.stop()


def test_a_pin_is_asked_for_where_the_realm_wants_one(bench):
    service = bench.service(settings=workplace(bench, security_key_pin=True))
    key = bench.keep(SoftKey(bench.tools, "blue", pin="4711-pin"))
    key.register(service.programs, WORKER, "--config", service.configuration)
    key.plug()
    person = bench.person(service)
    to_key(person)
    person.window.write(person.words("&PIN of the security key"), "1234")
    person.go_on()
    person.sees("This PIN is not right. The key takes %n more tries, then it locks itself.", n=7)
    person.window.write(person.words("&PIN of the security key"), "4711-pin")
    person.go_on()
    person.sees("Touch your security key")
    key.touch()
    person.password(FRESH)
    person.done()
    person.leave()
    assert bench.accepts(service, FRESH, WORKER)
    log = service.log.read_text(encoding="utf-8")
    assert "4711" not in log, "the PIN in the log"
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
