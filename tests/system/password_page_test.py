#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page that takes the new password: rules ticked while typing, two entries, Caps Lock, a suggestion."""
import sys

from support.bench import run_tests
from support.journey import Journey
from support.processes import until

NEW, AGAIN = "&New password", "The same &again"
LENGTH, NAME, WORDS, SAME = ("%1 to %2 characters", "Does not contain your name", "Does not contain: %1",
                             "Both fields are the same")


def to_password(bench):
    journey = Journey(bench, bench.service(settings=bench.outbox_settings()))
    for step in journey.steps():
        if step.path == "/v1/recovery/password":
            break
        step.act()
        step.arrive()
    return journey


def rule(person, source, state, *arguments):
    """A row of the list, as it is read out: what is asked for, and whether it is met."""
    person.window.see(f"{person.text(source, *arguments)}, {person.words(state)}")


def can_be_set(person):
    button = person.window.find("push button", person.words("Set &password"))
    return person.window.enabled(button)


def test_rules_are_ticked_while_somebody_types(bench):
    person = to_password(bench).person
    rule(person, LENGTH, "not yet met", 8, 16)
    person.window.write(person.words(NEW), "Harbour")
    rule(person, LENGTH, "not yet met", 8, 16)
    rule(person, NAME, "met")
    person.window.write(person.words(NEW), "Harbour-Lamp-41")
    rule(person, LENGTH, "met", 8, 16)
    person.window.write(person.words(NEW), "Harbour-Lamp-41-and-more")
    rule(person, LENGTH, "not met", 8, 16)
    person.window.write(person.words(NEW), "Msabc123-41")
    rule(person, NAME, "not met")
    person.window.write(person.words(NEW), "Contoso-Lamp-41")
    rule(person, WORDS, "not met", "contoso")
    assert not can_be_set(person)


def test_two_entries_that_differ(bench):
    person = to_password(bench).person
    person.window.write(person.words(NEW), "Harbour-Lamp-41")
    person.window.write(person.words(AGAIN), "Harbour-Lamp-42")
    rule(person, LENGTH, "met", 8, 16)
    rule(person, SAME, "not yet met")
    assert not can_be_set(person)
    person.window.write(person.words(AGAIN), "Harbour-Lamp-41")
    rule(person, SAME, "met")
    until(lambda: can_be_set(person), "the button")


def test_caps_lock_is_noticed(bench):
    person = to_password(bench).person
    window = person.window
    field = window.find(("password text", "text"), person.words(NEW))
    window.focus(field)
    window.raw_key("Caps_Lock")
    try:
        window.raw_key("a")
        person.sees("Caps Lock is on.")
    finally:
        window.raw_key("Caps_Lock")
    window.raw_key("a")
    until(lambda: not person.sees_now("Caps Lock is on."), "the warning to go")


def test_a_suggestion_is_taken(bench):
    journey = to_password(bench)
    person = journey.person
    person.press("&Suggest one")
    person.sees("This is our suggestion. Write it down or remember it, then go on.")
    field = person.window.find(("password text", "text"), person.words(NEW))
    # Shown, so that it can be written down; a screen reader gets it as well.
    suggestion = field.queryText().getText(0, -1)
    assert 8 <= len(suggestion) <= 16 and suggestion.isascii(), len(suggestion)
    rule(person, SAME, "met")
    person.press("Set &password", roles=("push button",))
    person.done()
    person.leave()
    assert bench.accepts(journey.service, suggestion)


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
