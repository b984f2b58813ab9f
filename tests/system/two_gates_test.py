#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recovery by two proofs: every pair of them, in one order in English and in the other in Japanese."""
import contextlib
import itertools
import sys
import time

from support.bench import once, run_tests, slow
from support.everything import FACTORS, Everything
from support.proofs import APP_ACCOUNT, ENTRIES

# A call goes to another phone than the text. Whoever never got a password may have a start code besides.
PAIRS = [*itertools.combinations(FACTORS, 2), ("start-code", "mail")]
SAME_NUMBER = ("Call %1", ENTRIES["text"][1])
FRESH = "Harbour-Lamp-41"


class Home:
    def __init__(self, bench):
        self.bench = bench
        self._everything = Everything(bench)
        self._everything.ground.stop()
        self.proofs = None  # of the recovery that runs
        assert not bench.accepts(self._everything.ground, FRESH, APP_ACCOUNT), "the new password is new"

    @contextlib.contextmanager
    def recovery(self, first, second):
        """From the account to the first gate; whoever is given it passes both, and then it ends as it has to."""
        began = time.monotonic()
        bench = self.bench
        starts = "start-code" in (first, second)
        alone = first == "questions"
        service = self._everything.service(gates=2, questions_use="alone" if alone else "second-gate")
        self.proofs = self._everything.proofs()
        person = bench.person(service)
        try:
            person.reason("I never got a password" if starts else "I forgot my password")
            person.account(APP_ACCOUNT)
            person.challenge_by_work()
            person.page("How should we check that it is you?")
            assert offers(person, "questions") == alone, "before anything was proven"
            yield person
            person.password(FRESH, page="Choose your first password" if starts else "Choose a new password")
            person.done("Your account is ready" if starts else "Your account is back")
            person.leave()
            passed = service.rows("SELECT detail FROM journal WHERE event = 'gate-passed' ORDER BY at")
            assert passed == [(f"{first}, 1 of 2",), (f"{second}, 2 of 2",)], passed
            # The window asks for nothing that is not drawn: a service that is asked refuses, and says so.
            refused = [entry for entry in service.logged("request") if entry["status"] >= 400]
            assert not refused, refused
            assert bench.accepts(service, FRESH, APP_ACCOUNT)
        except Exception as fault:
            raise AssertionError(f"{first}, then {second}: {fault}") from fault
        service.stop()
        print(f"  {first}, then {second} ({time.monotonic() - began:.1f} s)", flush=True)


def offers(person, word):
    return person.sees_now(*ENTRIES[word])


def passes_first(home, person, first):
    """And stands before the second, with no way back before the first."""
    home.proofs.prove(person, first)
    person.page("How should we check that it is you?")
    assert not offers(person, first), "a proof that was used"
    assert not person.sees_now("&Back")


@once
def test_a_number_that_got_a_text_gets_no_call(bench):
    home = Home(bench)
    with home.recovery("text", "call") as person:
        assert person.sees_now(*SAME_NUMBER), "before the text"
        passes_first(home, person, "text")
        assert offers(person, "call") and not person.sees_now(*SAME_NUMBER)
        home.proofs.prove(person, "call")


@slow
def test_each_pair_of_proofs_leads_to_a_new_password(bench):
    home = Home(bench)
    for pair in PAIRS:
        first, second = pair if bench.language == "en" else reversed(pair)
        with home.recovery(first, second) as person:
            passes_first(home, person, first)
            home.proofs.prove(person, second)


@slow
def test_between_the_gates_somebody_turns_to_another_way(bench):
    home = Home(bench)
    with home.recovery("mail", "authenticator") as person:  # from a code that was sent, by the list beside it
        passes_first(home, person, "mail")
        home.proofs.choose(person, "text")
        person.confirm_phone("5432")
        person.page("Enter your code")
        assert offers(person, "questions") and not offers(person, "mail")
        person.press(ENTRIES["authenticator"][0])
        home.proofs.give(person, "authenticator")
    with home.recovery("questions", "call") as person:  # from a key that waits for its touch, by the way back
        passes_first(home, person, "questions")
        home.proofs.choose(person, "security-key")
        person.sees("Touch your security key")
        person.press("&Back")
        home.proofs.prove(person, "call")


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
