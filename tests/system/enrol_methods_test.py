#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A phone, security questions and a security key are registered at the window, after one proof for all of them. The
next day the key and the answers are such proofs themselves."""
import sys

from support.bench import ACCOUNT, MAIL_MASK, MAILBOX, run_tests
from support.person import Person
from support.processes import until
from support.proofs import KEY_PAGE, QUESTIONS, answer_rightly, question_settings
from support.service import DEMO_PASSWORD
from support.soft_key import SoftKey
from support.window import plain

BUTTON = ("push button",)


def enter_code(person, code):
    label = person.text("&Code of %n digits", n=len(code))
    person.window.fill(person.window.find(("text", "entry", "password text"), label), code)
    person.go_on()


def is_registered(person):
    person.page("How you can get back in")
    person.sees("It is registered.")


def signed_in(bench, service):
    person = bench.keep(Person(bench.programs, bench.folder / "assistant.log", bench.language, service.url,
                               bench.authority.pem, account=ACCOUNT, extra=("--enrol",)))
    person.page("Secure your account")
    person.window.write(person.text("Your present &password"), DEMO_PASSWORD)
    person.press("&Sign in", roles=BUTTON)
    person.page("How you can get back in")
    return person


def prove(person, entry, *arguments):
    """Chosen, for whatever is pressed next."""
    person.press("A mail address", roles=BUTTON)
    person.page("Prove that it is you")
    person.press(entry, *arguments, roles=("radio button",))
    person.go_on()


def finish(person):
    person.press("&Finish", roles=BUTTON)
    person.leave()


def test_a_phone_questions_and_a_key_are_registered(bench):
    key = bench.keep(SoftKey(bench.tools, "blue"))
    key.plug()
    realm = question_settings(factors=["mail", "text", "call", "questions", "security-key"],
                              questions_use="alone", gates=2)
    service = bench.service(settings={**realm, **bench.outbox_settings()})
    outbox = bench.outbox()
    person = signed_in(bench, service)

    prove(person, "Mail to %1", MAIL_MASK)
    enter_code(person, outbox.code(MAILBOX))
    person.page("Which mail address should codes go to?")
    person.press("&Back", roles=BUTTON)

    person.page("How you can get back in")
    person.press("Texts to a mobile phone", roles=BUTTON)
    person.page("Which number should texts go to?")
    person.window.write(person.text("&Phone number"), "080-1234-5678")
    person.press("&Send the code", roles=BUTTON)
    person.page("Enter the code to finish")
    person.sees("The text goes to")
    person.window.see("+81 80-1234-5678")
    person.press("Chan&ge the number", roles=BUTTON)
    person.page("Which number should texts go to?")
    person.window.write(person.text("&Phone number"), "+81 80 1234 5679")
    person.press("&Send the code", roles=BUTTON)
    person.window.see("+81 80-1234-5679")
    enter_code(person, outbox.code("+818012345679"))
    is_registered(person)

    person.press("Security questions", roles=BUTTON)
    person.page("Questions that only you can answer")
    for number, (*_, registered, _) in enumerate(QUESTIONS.values(), 1):
        # A box is reached by keys: Qt gives it no focus over the bus. Between them is what shows the answer.
        if number > 1:
            person.window.key("Tab", "Tab")
        box = plain(person.text("Question &%1", number))
        until(lambda box=box: person.window.focused() == box, f"focus on {box!r}")
        person.window.key("Down")  # the first one that is not chosen yet
        person.window.write(person.text("Answer to question %1", number), registered)
    person.press("&Register the answers", roles=BUTTON)
    is_registered(person)

    person.press("A security key", roles=BUTTON)
    person.page("What is your security key called?")
    person.go_on()
    person.page("Plug in your security key and touch it")
    person.sees("Touch your security key")
    key.touch()
    is_registered(person)
    finish(person)

    bench.clock.pass_time(hours=25)
    person = signed_in(bench, service)
    prove(person, "Security key")
    person.page(KEY_PAGE)
    person.sees("Touch your security key")
    key.touch()
    person.page("Which mail address should codes go to?")
    person.press("&Back", roles=BUTTON)
    finish(person)

    person = signed_in(bench, service)
    prove(person, "Security questions")
    answer_rightly(person)
    person.page("Which mail address should codes go to?")
    person.press("&Back", roles=BUTTON)
    finish(person)
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
