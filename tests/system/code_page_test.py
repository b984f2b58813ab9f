#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page that takes the code: wrong ones, too many, expired and sent again, pasted in every form."""
import sys

from support.bench import once, run_tests
from support.journey import Journey, is_code
from support.missing_code import PAUSE as UNTIL_RESEND
from support.processes import until

FIRST_PAUSE = 61  # seconds after as many misses as there are tries
PAUSE = ("There were too many tries. You can go on at %1, whichever way you choose. If you cannot wait, ask for "
         "help.")
PASSWORD_PAGE = "Choose a new password"


def to_code(bench, settings=None):
    """At the code page; the code that was sent."""
    service = bench.service(settings={**bench.outbox_settings(), **(settings or {})})
    journey = Journey(bench, service)
    for step in journey.steps():
        if step.path == "/v1/recovery/code":
            break
        step.act()
        step.arrive()
    return journey, journey.outbox.code()


def wrong(code):
    return code[:-1] + ("1" if code[-1] == "0" else "0")


def full_width(code):
    return "".join(chr(ord("０") + int(digit)) for digit in code)


def paste(person, text, shown):
    field = person.code_field()
    person.window.put_on_clipboard(text)
    person.window.focus(field)
    person.window.key("ctrl+v")
    until(lambda: person.window.length(field) == shown, f"{shown} digits of {text!r}")


def test_a_wrong_code_counts_and_says_so(bench):
    journey, code = to_code(bench)
    person = journey.person
    listener = bench.announcements()
    for left in (4, 3):
        person.code(wrong(code))
        person.sees("This code is not right. You have %n tries left.", n=left)
        until(lambda: person.window.length(person.code_field()) == 0, "an empty field for the next try")
        listener.heard(person.text("This code is not right. You have %n tries left.", n=left))
    person.code(code)
    person.page(PASSWORD_PAGE)


def test_a_code_is_pasted_in_every_form(bench):
    journey, code = to_code(bench)
    person = journey.person
    forms = (f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}", f"{full_width(code[:3])}－{full_width(code[3:])}",
             f"\t{full_width(code)}\n")
    for form in forms:
        paste(person, form, 7)
    paste(person, "no code at all", 7)  # what was there stays
    person.go_on()
    person.page(PASSWORD_PAGE)
    assert len(journey.service.rows("SELECT 1 FROM codes WHERE attempts = 1")) == 1, "sent once, and right"


def use_up_all_tries(bench):
    """Two wrong ones of two; then the right one comes too late. On with the text."""
    journey, code = to_code(bench, {"[realm.code]": {"tries": 2}})
    person = journey.person
    person.code(wrong(code))
    person.sees("This code is not right. You have %n tries left.", n=1)
    person.code(wrong(code))
    person.sees_beginning(PAUSE)
    person.code(code)
    person.sees_beginning(PAUSE)
    person.press("Text to %1", "*********32")
    person.confirm_phone("5432")
    person.page("Enter your code")
    return journey


def test_after_too_many_tries_another_way_leads_on(bench):
    """It waits as well, since somebody guesses; then it is as good as the first."""
    journey = use_up_all_tries(bench)
    assert journey.service.rows("SELECT MAX(attempts) FROM codes") == [(2,)], "the late one was not judged"
    code = journey.outbox.fresh(is_code, "the text")
    assert code["channel"] == "text", code
    bench.clock.pass_time(seconds=FIRST_PAUSE)
    journey.person.code(code["code"])
    journey.person.page(PASSWORD_PAGE)


@once
def test_an_expired_code_and_a_new_one(bench):
    """In both languages of one window."""
    journey, first = to_code(bench, {"[realm.code]": {"mail_lifetime": "5m"}})
    person = journey.person
    person.sees_beginning("Valid until %1 (%2 left)")
    assert not person.sees_now("&Send it again"), "too early"
    bench.clock.pass_time(seconds=UNTIL_RESEND)
    person.press("&Send it again")
    second = journey.outbox.code()
    person.code(first)
    person.sees("This code is not right. You have %n tries left.", n=4)

    bench.clock.pass_time(minutes=5)
    person.sees("This code is no longer valid. Send a new one.")
    person.switch_language("ja")
    person.sees("This code is no longer valid. Send a new one.")
    person.code(second)
    person.sees("This code is no longer valid. Send a new one.")
    person.press("&Send it again")
    person.code(journey.outbox.code())
    person.page(PASSWORD_PAGE)


def helper(person, *replies):
    """Through the questions of the helper, each with the reply that is given."""
    person.sees("The mail has been sent. It may take some minutes to arrive.")
    person.press("&My code did not come")
    for question, reply in replies:
        person.sees(question)
        person.press(reply)


def test_when_the_code_does_not_come(bench):
    journey, code = to_code(bench)
    person = journey.person
    helper(person, ("Can you open this mailbox now?", "Yes, and other mails arrive in it"),
           ("Have you looked in the folder for junk mail?", "Not yet"))
    person.sees("Look in the junk mail")
    person.press("&Previous question")
    person.sees("Have you looked in the folder for junk mail?")
    person.press("Yes, it is not there")
    person.sees("Is this right, letter by letter?")
    person.press("What I typed is not right")
    person.sees("Correct what you typed")
    person.press("C&orrect it")
    person.page("Complete the mail address")
    person.confirm_mail("msabc123.backup")
    person.page("Enter your code")
    person.code(code)  # the same entry sends no second one
    person.page(PASSWORD_PAGE)
    assert len(journey.service.codes()) == 1


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
