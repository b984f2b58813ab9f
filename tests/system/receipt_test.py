#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Going on from another PC: two assistants at one service, the receipt of the one typed at the other."""
import sys

from support.bench import ACCOUNT, once, run_tests
from support.processes import until
from support.proofs import Proofs
from support.window import Window

PASSWORD = "Harbour-Lamp-41"
HAVE = "I have a &receipt from before"
FIELD = "&Receipt of the recovery that you began"
NO_RECEIPT = ("This is no receipt. It has six letters and digits, for example 7Q4-K2M, and no O, I, L, 0 or 1. Correct it, "
              "or leave the field empty to start anew.")
CONTINUED = "You go on with your receipt %1. It has ended at the other PC."
CONTINUED_ONE_MORE = ("You go on with your receipt %1. It has ended at the other PC. What you proved there does not count "
                      "here, so one more proof is needed.")
NOTHING = ("There was nothing to go on with: the recovery that you began is over, or its receipt is mistyped. Nothing is "
           "lost, just go on here. Your receipt is now %1.")
ELSEWHERE = "You go on at another PC"


class Home:
    def __init__(self, bench, **realm):
        self.bench = bench
        self.service = bench.service(settings={"[[realm]]": realm, **bench.outbox_settings()})
        self.outbox = bench.outbox()
        self.proofs = Proofs(self.outbox)

    def sits_down(self, language):
        """Somebody at a PC of their own, beside whoever is at another one."""
        self.bench.language = language
        person = self.bench.person(self.service)
        person.window = Window("latchkey", process=person.program.process.pid)
        person.reason()
        return person

    def begins(self, language="en"):
        person = self.sits_down(language)
        person.account(ACCOUNT)
        person.challenge_by_work()
        return person

    def goes_on(self, language, receipt):
        person = self.sits_down(language)
        self.types(person, receipt)
        person.account(ACCOUNT)
        person.challenge_by_work()
        return person

    @staticmethod
    def types(person, receipt):
        person.page("Which account is it?")
        person.press(HAVE)
        person.window.write(person.words(FIELD), receipt)


@once
def test_the_other_pc_goes_on_and_this_one_is_told(bench):
    home = Home(bench, gates=2)
    first = home.begins()
    home.proofs.prove(first, "mail")
    first.page("How should we check that it is you?")
    receipt = first.receipt()

    second = home.goes_on("ja", " " + receipt.lower().replace("-", " "))
    home.proofs.prove(second, "text")
    second.sees(CONTINUED_ONE_MORE, receipt)  # what was passed at the first PC is worth nothing here
    assert second.receipt() == receipt

    first.window.focus_window()
    home.proofs.choose(first, "text")
    first.page(ELSEWHERE)
    first.sees("Was it you? Go on at the other PC. You can close this window.")
    first.press("&Close")
    until(lambda: first.program.process.poll() is not None, "the first window to be gone")

    second.window.focus_window()
    home.proofs.prove(second, "call")
    second.password(PASSWORD)
    assert second.done() == receipt
    second.leave()
    assert bench.accepts(home.service, PASSWORD)
    assert home.service.password_changes(ACCOUNT) == 1

    told = home.service.administer("receipt", receipt)
    assert "ended: continued-elsewhere" in told and "done" in told, told


@once
def test_after_a_crash_and_with_a_receipt_of_nothing(bench):
    home = Home(bench)
    first = home.begins()
    home.proofs.prove(first, "mail")
    first.page("Choose a new password")
    receipt = first.receipt()
    first.close()
    until(lambda: not first.window.all(), "the window to be gone")

    second = home.sits_down("en")
    home.types(second, "7Q4-K2")
    second.account(ACCOUNT)
    second.sees(NO_RECEIPT)
    second.window.write(second.words(FIELD), receipt.replace("-", "").lower())
    second.go_on()
    second.challenge_by_work()
    home.proofs.prove(second, "text")
    second.page("Choose a new password")
    second.sees(CONTINUED, receipt)
    second.close()
    until(lambda: not second.window.all(), "the window to be gone")

    wrong = "222-222" if receipt != "222-222" else "333-333"
    third = home.goes_on("ja", wrong)
    home.proofs.prove(third, "call")
    third.page("Choose a new password")
    third.sees(NOTHING, third.receipt())
    assert third.receipt() not in (receipt, wrong)


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
