#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes for every page: another language, back, cancel, help, the receipt."""
import sys

from support.bench import ACCOUNT, run_tests
from support.journey import Journey
from support.person import LANGUAGES
from support.processes import until


def journey_to(bench, path):
    journey = Journey(bench, bench.service(settings=bench.outbox_settings()))
    for step in journey.steps():
        if step.path == path:
            break
        step.act()
        step.arrive()
    return journey


def test_another_language_at_each_step(bench):
    """There and back again, then on: page and entries stay, and the code comes in the language of the window."""
    other = "en" if bench.language == "ja" else "ja"
    journey = Journey(bench, bench.service(settings=bench.outbox_settings()))
    person = journey.person
    for step in journey.steps():
        person.switch_language(other)
        person.sees("Get &help")
        if step.path != "/v1/recovery/confirm":  # the mail goes out in the other one
            person.switch_language(bench.language)
        step.act()
        step.arrive()
        if step.path == "/v1/recovery/confirm":
            person.switch_language(bench.language)
    journey.done_once()
    mail = next(message for _, message in journey.outbox.messages() if message["code"])
    assert ("Hello" in mail["body"]) == (other == "en"), mail["subject"]


def test_what_was_typed_survives_another_language(bench):
    person = journey_to(bench, "/v1/recoveries").person
    person.window.write(person.words("&Account name or mail address"), "somebody@example.com")
    for language in reversed(LANGUAGES):
        person.switch_language(language)
        assert "somebody@example.com" in person.window.contents()
        person.sees("We will use: %1", "somebody@example.com")


def test_back(bench):
    journey = journey_to(bench, "/v1/recovery/code")
    person = journey.person
    for title in ("Complete the mail address", "How should we check that it is you?"):
        person.press("&Back", roles=("push button",))
        person.page(title)
    person.go_on()
    person.page("Complete the mail address")
    person.confirm_mail("msabc123.backup")
    person.page("Enter your code")
    assert len(journey.service.codes()) == 1, "the code that was sent is still the one"
    person.code(journey.outbox.code())
    person.page("Choose a new password")


def test_back_from_the_challenge_and_from_the_account(bench):
    journey = journey_to(bench, "/v1/recovery/challenge")
    person = journey.person
    person.press("&Back", roles=("push button",))
    person.page("Which account is it?")
    assert ACCOUNT in person.window.contents()
    person.press("&Back", roles=("push button",))
    person.page("Why can't you sign in?")
    person.reason()
    person.page("Which account is it?")
    person.go_on()
    person.page("A short security check")


def cancel(journey, how):
    person = journey.person
    receipt = person.receipt()
    how()
    person.sees("Stop this recovery?")
    person.press("&Keep going")
    until(lambda: not person.sees_now("Stop this recovery?"), "the question to go")
    how()
    person.sees("Stop this recovery?")
    person.press("&Stop")
    person.page("You have stopped here")
    person.sees("Your password has not been changed.")
    assert person.receipt() == receipt
    until(lambda: journey.service.rows("SELECT live FROM recoveries") == [(0,)], "the service to know")
    person.leave()


def test_cancel_asks_once(bench):
    journey = journey_to(bench, "/v1/recovery/code")
    cancel(journey, lambda: journey.person.press("Cancel"))


def test_escape_asks_too(bench):
    journey = journey_to(bench, "/v1/recovery/password")
    cancel(journey, lambda: journey.person.window.key("Escape"))


def test_help_and_receipt(bench):
    journey = journey_to(bench, "/v1/recovery/challenge")
    person = journey.person
    receipt = person.receipt()
    assert journey.service.rows("SELECT receipt FROM recoveries") == [(receipt,)]
    person.press("Get &help")
    person.sees("Somebody can help you")
    person.sees("Tell them this receipt: %1. It finds your recovery and holds no secret.", receipt)
    for line in ("Test help desk", "help@example.com", "03-1234-5600", "9:00-17:00"):
        person.window.see(line)
    person.press("&Back to the page")
    person.page("A short security check")


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
