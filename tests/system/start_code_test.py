#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""First passwords: by a start code that an administrator hands out, and by a contact that is known already."""
import sys

from support.bench import run_tests
from support.service import start_code

STARTER, KNOWN = "new.starter@contoso.example", "starter@contoso.example"  # of the demo; neither has a password
NEVER = "I never got a password"
METHOD = "My start code"
FIRST = "Harbour-Lamp-41"
DIGITS = 12


def settings(bench):
    return {"[[realm]]": {"id": "workplace", "profile": "workplace", "disclosure": "explicit",
                          "administrators": ["it@contoso.example"]}, **bench.outbox_settings()}


def first_password(person):
    person.password(FIRST, page="Choose your first password")
    person.done("Your account is ready")
    person.sees("At the sign-in screen use the account name above and the password that you chose.")
    person.leave()


def test_a_start_code_leads_to_the_first_password(bench):
    service = bench.service(settings=settings(bench))
    person = bench.person(service)
    person.reason(NEVER)
    person.account(STARTER)
    person.challenge_by_work()
    person.page("Too little is registered for this account")
    person.close()

    code = start_code(service.programs, STARTER, "--config", service.configuration)
    outbox = bench.outbox()
    issued = outbox.fresh(lambda message: message["to"] == "it@contoso.example", "the notice that a code was issued")
    assert STARTER in issued["body"] and code not in issued["body"]
    person = bench.person(service)
    person.reason(NEVER)
    person.account(STARTER)
    person.challenge_by_work()
    person.choose(METHOD, "")
    person.press("I have no s&tart code")
    person.sees("You have no start code?")
    person.press("&Back to the page")
    wrong = code[:-1] + ("1" if code[-1] != "1" else "2")
    person.code(wrong, DIGITS)
    person.sees("This code is not right. You have %n tries left.", n=4)
    person.code(code, DIGITS)
    first_password(person)
    assert bench.accepts(service, FIRST, STARTER)
    used = outbox.fresh(lambda message: message["to"] == "it@contoso.example", "the notice that the code was used")
    assert STARTER in used["body"]
    assert code not in service.log.read_text(encoding="utf-8"), "a start code in the log"
    service.stop()


def test_a_known_contact_leads_there_too(bench):
    service = bench.service(settings=settings(bench))
    person = bench.person(service)
    person.reason(NEVER)
    person.account(KNOWN)
    person.challenge_by_work()
    person.prove_by_mail(bench.outbox(), "starter.private")
    first_password(person)
    assert bench.accepts(service, FIRST, KNOWN)
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
