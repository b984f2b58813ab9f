#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`latchkey --demo`: brings its own service, whose messages appear in the window that plays phone and mailbox."""
import os
import re
import signal
import sys

from support.bench import ACCOUNT, MAIL_MASK, MAILBOX, run_tests
from support.person import Person
from support.processes import until
from support.service import children_of
from support.window import Window


def is_gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def begin(bench):
    """The assistant, its phone window, and the process id of its service."""
    person = bench.keep(Person(bench.programs, bench.folder / "assistant.log", bench.language, extra=["--demo"]))
    # The window that says that the demo starts gives way to the wizard.
    person.window = Window("latchkey", person.words("Why can't you sign in?"))
    person.window.title = "Latchkey"
    services = children_of(person.program.process.pid)
    assert len(services) == 1, services
    phone = Window("latchkey", person.words("Demo phone and mailbox"))
    person.window.focus_window()
    return person, phone, services[0]


def read(person, phone, condition):
    """What the phone's window shows, as soon as the condition holds for one of its texts."""
    def look():
        for text in phone.contents():
            found = condition(text)
            if found:
                return found
        return None
    found = until(look, "a message on the phone")
    person.window.focus_window()
    return found


def seven_digits(text):
    return re.fullmatch(r"\d{7}", text) and text


def recover(person, phone, choose):
    person.reason()
    person.account(ACCOUNT)
    person.challenge_by_work()
    choose()
    person.page("Enter your code")
    person.code(read(person, phone, seven_digits))
    person.password("Harbour-Lamp-41")
    person.done()


def test_by_mail(bench):
    person, phone, service = begin(bench)
    phone.see(person.words("Nothing has arrived yet."))
    assert ACCOUNT in " ".join(phone.texts())

    def choose():
        person.choose("Mail to %1", MAIL_MASK)
        person.confirm_mail(MAILBOX)
    recover(person, phone, choose)
    person.press("&Close")
    person.ended()
    until(lambda: is_gone(service), "the demo's service to be gone")


def test_by_call(bench):
    """The phone rings, and says nothing before somebody answers."""
    person, phone, service = begin(bench)

    def choose():
        person.choose("Call %1", "********78")
        person.confirm_phone("5978", "&Call me")
        phone.see(person.words("The phone is ringing."))
        assert not any(seven_digits(text) for text in phone.contents())
        phone.focus_window()
        phone.press(person.words("&Answer the call"))
    recover(person, phone, choose)
    person.press("&Close")
    person.ended()
    until(lambda: is_gone(service), "the demo's service to be gone")


def test_the_service_goes_with_an_assistant_that_is_killed(bench):
    person, _, service = begin(bench)
    person.program.process.send_signal(signal.SIGKILL)
    person.program.process.wait()
    until(lambda: is_gone(service), "the demo's service to be gone")


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
