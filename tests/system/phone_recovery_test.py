#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recovery by text and by call, through a gateway over HTTPS that the test plays, in both forms."""
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

from support.bench import ACCOUNT, GATEWAY_PATHS, KEY_PRESS_URL, run_tests

MOBILE, MOBILE_MASK, HOME, HOME_MASK = "+819098765432", "*********32", "+81312345978", "********78"
NEW_PASSWORD = "Harbour-Lamp-41"


def accepted(request, to):
    """What a phone with this number would get from the gateway; None when it gets nothing."""
    body = request["json"] or request["form"]
    return body if request["status"] == 201 and to in (body.get("to"), body.get("To")) else None


def code_read(words):
    """The first run of seven digits, written or spoken one by one."""
    found = re.search(r"\d(?:\D{0,3}\d){6}", words)
    return found and re.sub(r"\D", "", found.group())


def text_shown(body):
    return body.get("text") or body.get("Body")


def words_heard(body):
    """What the voice says after the key press; nothing of the code before it."""
    if "beforeKey" in body:
        before, after = body["beforeKey"], body["afterKey"]
    else:
        gather = ElementTree.fromstring(body["Twiml"]).find("Gather")
        before = " ".join(say.text for say in gather.iter("Say"))
        address, _, query = gather.get("action").partition("?")
        assert address == KEY_PRESS_URL, address
        query = urllib.parse.parse_qs(query)
        after = query["Speech"][0]
    assert code_read(before) is None, "no answering machine has the code"
    return after


def recover(bench, gateway, service, pattern, mask, button, to, heard):
    person = bench.person(service)
    person.reason()
    person.account(ACCOUNT)
    person.challenge_by_work()
    person.choose(pattern, mask)
    person.confirm_phone(to[-4:], button)
    request = gateway.outbox.fresh(lambda request: accepted(request, to), "a message to the phone")
    code = code_read(heard(request["json"] or request["form"]))
    person.code(code)
    person.password(NEW_PASSWORD)
    person.done()
    person.leave()
    assert bench.accepts(service, NEW_PASSWORD)
    assert len(service.codes()) == 1
    return request


def by_text(bench, kind):
    gateway = bench.gateway(kind)
    service = bench.service(gateway, settings=bench.outbox_settings())
    request = recover(bench, gateway, service, "Text to %1", MOBILE_MASK, "&Send the code", MOBILE, text_shown)
    assert request["path"] == GATEWAY_PATHS[kind][0], request["path"]
    assert request["headers"]["authorization"].startswith("Bearer " if kind == "generic" else "Basic ")


def by_call(bench, kind):
    gateway = bench.gateway(kind)
    service = bench.service(gateway, settings=bench.outbox_settings())
    request = recover(bench, gateway, service, "Call %1", HOME_MASK, "&Call me", HOME, words_heard)
    assert request["path"] == GATEWAY_PATHS[kind][1], request["path"]


def test_by_text_through_a_generic_gateway(bench):
    by_text(bench, "generic")


def test_by_text_through_twilio(bench):
    by_text(bench, "twilio")


def test_by_call_through_a_generic_gateway(bench):
    by_call(bench, "generic")


def test_by_call_through_twilio(bench):
    by_call(bench, "twilio")


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
