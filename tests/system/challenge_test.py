#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The anti-robot check as far as a robot may go: it cannot read the picture, so it gives wrong answers."""
import sys

from support.bench import ACCOUNT, run_tests
from support.processes import until

PICTURE, CLIP = "/v1/recovery/challenge/picture", "/v1/recovery/challenge/clip"
ANSWER = "What you see or hear"


def begin(bench):
    between = bench.between()
    service = bench.service(settings=bench.outbox_settings(), between=between)
    person = bench.person(between)
    person.reason()
    person.account(ACCOUNT)
    person.page("A short security check")
    until(lambda: fetched(between, PICTURE) == 1, "the picture")
    return between, service, person


def fetched(between, path):
    return len([each for each in between.exchanges if each.path == path and each.status == 200])


def test_a_wrong_answer_gives_a_new_picture(bench):
    between, _, person = begin(bench)
    listener = bench.announcements()
    field = person.window.find("text", person.words(ANSWER))
    for count in (2, 3):
        person.window.fill(field, "wrong")
        person.go_on()
        person.sees("That was not it. Here is a new one.")
        until(lambda expected=count: fetched(between, PICTURE) == expected, "another picture")
        until(lambda: person.window.length(field) == 0, "an empty field for the new answer")
    listener.heard(person.text("That was not it. Here is a new one."))
    person.challenge_by_work()
    person.page("How should we check that it is you?")


def test_another_picture_when_asked_for(bench):
    between, _, person = begin(bench)
    person.press("Another &picture")
    until(lambda: fetched(between, PICTURE) == 2, "another picture")
    assert not person.sees_now("That was not it. Here is a new one.")


def test_listening_without_a_sound_device(bench):
    between, _, person = begin(bench)
    person.press("&Listen")
    person.sees("This PC has no sound. Use the picture, or let this PC do it.")
    assert fetched(between, CLIP) == 1, between.exchanges
    person.press("&Listen")
    person.sees("This PC has no sound. Use the picture, or let this PC do it.")
    person.challenge_by_work()
    person.page("How should we check that it is you?")


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
