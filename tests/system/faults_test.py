#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may stand between somebody and the service: the sign-in page of a network, a proxy with a password, silence. A page
for each that gives the plain reason, no way to go on all the same, and the way on once it is put right."""
import contextlib
import os
import sys

from support.between import SILENT, Instead
from support.bench import ACCOUNT, once, run_tests, slow
from support.journey import Journey
from support.person import LANGUAGES
from support.proxy import HOST, Proxy

PORTAL = ("This network wants you to sign in first",
          "A page of the network answered in place of the recovery service. This is usual in hotels, trains and cafés.",
          "Open a browser on this PC and follow the page of the network.")
PROXY = ("The network's proxy asks for a password",
         "This PC reaches the internet through a proxy that wants to know who you are.",
         "Use another network, for example the hotspot of a phone.")
LATE = ("The answer takes too long", "The service was found but did not answer in time.",
        "Try again. What already went through is not done twice.")

PAGE = b"<!DOCTYPE html><title>Welcome aboard</title><p>Your room number, please."
SIGN_IN_PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE)
ELSEWHERE = b"HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\nContent-Length: 0\r\n\r\n"
HONEST = b"HTTP/1.1 511 Network Authentication Required\r\nContent-Length: 0\r\n\r\n"
# By turns, and the last one again. The first comes in place of the opening, the last of the answer to the password.
ANSWERS = [Instead(SIGN_IN_PAGE, False), Instead(ELSEWHERE, False), Instead(HONEST, True), Instead(SIGN_IN_PAGE, True),
           Instead(ELSEWHERE, True), Instead(SIGN_IN_PAGE, True)]


def said(person, words):
    for sentence in words:
        person.sees(sentence, seconds=60)
    assert not person.sees_now("&Next"), "a way to go on all the same"


@once
def test_a_network_that_wants_a_sign_in_first(bench):
    """At each step, in one recovery: what it swallows is sent again, and what it hides is asked for."""
    between = bench.between()
    service = bench.service(settings=bench.outbox_settings(), between=between)
    journey = Journey(bench, service, between)
    person = journey.person
    for number, (step, instead) in enumerate(zip(journey.steps(), ANSWERS, strict=True)):
        person.switch_language(LANGUAGES[number % len(LANGUAGES)])
        between.cut(instead)
        step.act()
        said(person, PORTAL)
        between.restore()
        person.press("&Try again")
        step.arrive()
    journey.done_once()


@contextlib.contextmanager
def through(proxy):
    before = {name: os.environ.get(name) for name in ("https_proxy", "http_proxy", "no_proxy")}
    os.environ.update(https_proxy=proxy.address, http_proxy=proxy.address, no_proxy="")
    yield
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


def test_a_proxy_that_asks_for_a_password(bench):
    proxy = bench.keep(Proxy())
    service = bench.service(settings=bench.outbox_settings(), between=proxy,
                            certificate=bench.authority.issue(f"DNS:{HOST}"))
    with through(proxy):
        person = bench.person(proxy)
    person.reason()
    person.account(ACCOUNT)
    said(person, PROXY)
    assert proxy.asked_for and not proxy.was_told_a_password
    assert service.rows("SELECT COUNT(*) FROM recoveries") == [(0,)]
    proxy.asks = False
    person.press("&Try again")
    person.page("A short security check")
    assert set(proxy.asked_for) == {f"{HOST}:443"}, proxy.asked_for


@slow
@once
def test_a_service_that_is_silent(bench):
    """It has all that was sent, and answers nothing for as long as anybody waits."""
    between = bench.between()
    service = bench.service(settings=bench.outbox_settings(), between=between)
    journey = Journey(bench, service, between)
    for step in journey.steps():
        if step.path == "/v1/recovery/confirm":
            between.cut(SILENT)
            step.act()
            journey.person.sees(LATE[0], seconds=120)
            said(journey.person, LATE)
            between.restore()
            journey.person.press("&Try again")
        else:
            step.act()
        step.arrive()
    journey.done_once()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
