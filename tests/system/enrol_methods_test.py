#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account of which nothing is known registers each of the ways at the window, changes one, and the next day gets
back in by each of them."""
import sys

from support.bench import run_tests
from support.owner import BUTTON, LIST, MAIL_PAGE, NUMBER_PAGE, owner
from support.proofs import KEY_PAGE, Proofs, answer_rightly, question_settings
from support.service import DEMO_PASSWORD
from support.soft_key import SoftKey

NEW = "nocontact@outlook.com"  # of the demo: nothing is registered for it
MAIL, MAIL_MASK = "first.mailbox@example.net", "fi*****@example.net"
CONTACTS = {  # as they are shown, what is typed to confirm them, where the code goes
    "mail": (MAIL_MASK, "first.mailbox", MAIL),
    "text": ("*********91", "5691", "+818012345691"),
    "call": ("********80", "5980", "+81312345980"),
}


def registers_everything(bench, service, outbox, key):
    """Which takes no proof where there is nothing to prove it by; the secret of the app."""
    person = owner(bench, service, account=NEW)
    person.sign_in(DEMO_PASSWORD)
    person.page(LIST)
    person.sees("Nothing is registered yet that could recover this account. Add at least one way, better two.")
    person.press("Not &now", roles=BUTTON)
    person.leave()

    person = owner(bench, service, account=NEW)
    person.sign_in(DEMO_PASSWORD)
    person.page(LIST)
    person.add_mail(MAIL, outbox)

    # That the first one works has just been shown: what comes next needs no proof.
    person.press("Texts to a mobile phone", roles=BUTTON)
    person.page(NUMBER_PAGE)
    person.write_number("080-1234-5678", "+81 80-1234-5678")
    person.sees("The text goes to")
    person.press("Chan&ge the number", roles=BUTTON)
    person.page(NUMBER_PAGE)
    person.write_number("+81 80 1234 5679", "+81 80-1234-5679")
    person.enter_code(outbox.code("+818012345679"))
    person.is_registered()

    person.add_call("03-1234-5980", "+81 3-1234-5980", outbox)
    secret = person.add_app(bench.folder, NEW)
    person.add_questions()
    person.add_key(key)
    person.finish()
    return secret


def changes_the_number(bench, service, outbox, key):
    """By the key; the answers prove it as well."""
    person = owner(bench, service, account=NEW)
    person.sign_in(DEMO_PASSWORD)
    person.page(LIST)
    person.press("A mail address", roles=BUTTON)
    person.prove_by("Security questions")
    answer_rightly(person)
    person.page(MAIL_PAGE)
    person.press("&Back", roles=BUTTON)
    person.finish()

    person = owner(bench, service, account=NEW)
    person.sign_in(DEMO_PASSWORD)
    person.page(LIST)
    person.press("%1: %2", person.text("Change"), person.text("Text to %1", "*********79"), roles=BUTTON)
    person.prove_by("Security key")
    person.page(KEY_PAGE)
    person.sees("Touch your security key")
    key.touch()
    person.page(NUMBER_PAGE)
    person.write_number("080 1234 5691", "+81 80-1234-5691")
    person.enter_code(outbox.code("+818012345691"))
    person.page(LIST)
    person.sees("It has taken the place of the earlier one.")
    assert not person.sees_now("Text to %1", "*********79")
    person.finish()


def recovers(bench, service, proofs, way, password):
    person = bench.person(service)
    person.reason()
    person.account(NEW)
    person.challenge_by_work()
    proofs.prove(person, way)
    person.password(password)
    person.done()
    person.leave()
    assert bench.accepts(service, password, NEW), way


def test_a_new_account_gets_back_in_by_each_way_that_it_registers(bench):
    key = bench.keep(SoftKey(bench.tools, "blue"))
    key.plug()
    ways = ["mail", "text", "call", "authenticator", "questions", "security-key"]
    service = bench.service(settings={**question_settings(factors=ways, questions_use="alone",
                                                          disclosure="explicit"),
                                      **bench.outbox_settings()})
    outbox = bench.outbox()
    secret = registers_everything(bench, service, outbox, key)
    bench.clock.pass_time(hours=25)
    changes_the_number(bench, service, outbox, key)
    proofs = Proofs(outbox, key, contacts=CONTACTS, secret=secret)
    for number, way in enumerate(ways):
        bench.clock.pass_time(hours=25)
        recovers(bench, service, proofs, way, f"Harbour-Lamp-{number}")
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
