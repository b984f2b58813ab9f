#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts around the service fail and come back: relay, gateway, disk. Nothing is lost, and nothing happens twice."""
import sys

from support.bench import ACCOUNT, MAIL_MASK, MAILBOX, code_in, run_tests
from support.journey import Journey
from support.processes import until
from support.service import GIVEN_UP, MAIL, QUEUED, SENT, TEXT, UNKNOWN, Disk


def to_method(bench, service):
    person = bench.person(service)
    person.reason()
    person.account(ACCOUNT)
    person.challenge_by_work()
    return person


def queued_with_reason(service, channel):
    """The one code, still queued after a try, and why."""
    rows = service.codes()
    assert len(rows) == 1, rows
    found, state, attempts, reason = rows[0]
    return found == channel and state == QUEUED and attempts >= 1 and reason


def finish(person, code):
    person.code(code)
    person.password("Harbour-Lamp-41")
    person.done()
    person.leave()


def test_a_dead_relay(bench):
    relay = bench.mail_server()
    service = bench.service(relay, settings=bench.outbox_settings())
    relay.stop()
    person = to_method(bench, service)
    person.choose("Mail to %1", MAIL_MASK)
    person.confirm_mail(MAILBOX)
    person.page("Enter your code")
    person.sees("The mail is being sent.")
    until(lambda: queued_with_reason(service, MAIL), "a failed try with its reason")
    service.wait_logged("delivery", channel="mail", outcome="retried")
    service.restart(gracefully=False)  # what is queued outlives the service

    relay.start()
    finish(person, code_in(relay.outbox.fresh(code_in, "the mail with the code", 60)))
    assert [row[:2] for row in service.codes()] == [(MAIL, SENT)]
    assert len([1 for _, mail in relay.outbox.messages() if code_in(mail)]) == 1


def test_a_relay_that_defers(bench):
    relay = bench.mail_server()
    relay.mode("defer-451")
    service = bench.service(relay, settings=bench.outbox_settings())
    person = to_method(bench, service)
    person.choose("Mail to %1", MAIL_MASK)
    person.confirm_mail(MAILBOX)
    until(lambda: service.codes() and queued_with_reason(service, MAIL), "a failed try with its reason")
    relay.mode("accept")
    finish(person, code_in(relay.outbox.fresh(code_in, "the mail with the code", 60)))
    assert [row[:2] for row in service.codes()] == [(MAIL, SENT)]


def test_a_dead_gateway(bench):
    gateway = bench.gateway("generic")
    service = bench.service(gateway, settings=bench.outbox_settings())
    gateway.stop()
    person = to_method(bench, service)
    person.choose("Text to %1", "*********32")
    person.confirm_phone("5432")
    person.page("Enter your code")
    until(lambda: queued_with_reason(service, TEXT), "a failed try with its reason")
    gateway.start()
    request = gateway.outbox.fresh(lambda request: (request["json"] or {}).get("code"), "the text", 60)
    finish(person, request["json"]["code"])
    assert [row[:2] for row in service.codes()] == [(TEXT, SENT)]


def test_a_gateway_that_refuses_and_one_that_is_cut(bench):
    """Refused for good: given up with the reason. Cut after the whole request: never sent again, since it may have
    gone out."""
    gateway = bench.gateway("generic")
    gateway.mode("400")
    service = bench.service(gateway, settings=bench.outbox_settings())
    person = to_method(bench, service)
    person.choose("Text to %1", "*********32")
    person.confirm_phone("5432")
    until(lambda: [row[:3] for row in service.codes()] == [(TEXT, GIVEN_UP, 1)], "the text to be given up")
    assert service.codes()[0][3] == "http-400", service.codes()
    gateway.mode("drop")
    person.page("Enter your code")
    person.press("Call %1", "********78")
    person.confirm_phone("5978", "&Call me")
    until(lambda: [row[1] for row in service.codes()] == [GIVEN_UP, UNKNOWN], "an unknown outcome")
    calls = [request for _, request in gateway.outbox.messages() if request["path"] == "/v1/calls"]
    assert len(calls) == 1, calls
    # It did go out, and its code works.
    finish(person, calls[0]["json"]["code"])


def test_a_full_disk_at_each_step(bench):
    service = bench.service(settings=bench.outbox_settings())
    journey = Journey(bench, service)
    for step in journey.steps():
        # A delivery that is under way would end as unknown: what came of it could not be written down.
        until(lambda: all(state == SENT for _, state, _, _ in service.codes()), "nothing to be under way")
        disk = Disk(service)
        disk.fill()
        step.act()
        journey.person.sees_beginning("The service is busy just now. Please try again at %1.")
        disk.clear()
        step.again()
        step.arrive()
    journey.done_once()


def test_a_full_disk_forgets_no_count(bench):
    service = bench.service(settings=bench.outbox_settings())
    journey = Journey(bench, service)
    person = journey.person
    for step in journey.steps():
        if step.path == "/v1/recovery/code":
            break
        step.act()
        step.arrive()
    code = journey.outbox.code()
    wrong = code[:-1] + ("1" if code[-1] == "0" else "0")
    person.code(wrong)
    person.sees("This code is not right. You have %n tries left.", n=4)
    disk = Disk(service)
    disk.fill()
    person.code(wrong)
    person.sees_beginning("The service is busy just now. Please try again at %1.")
    disk.clear()
    person.code(wrong)
    person.sees("This code is not right. You have %n tries left.", n=3)
    person.code(code)
    person.page("Choose a new password")


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
