#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The appeal: from "I can use none of these" through the form, the review and the link of the mail to a new
password; and that nothing of the form outlives a stop in the assistant's memory."""
import re
import subprocess
import sys
import time

from support.bench import ACCOUNT, once, run_tests
from support.memory import copies
from support.processes import until

ADDRESS = "mika.at.work@example.net"
EARLIER, NEW = "tall-Oak-39-Latch", "Harbour-Lamp-41"
PAUSE = 10  # seconds between two codes to one address; the service takes no less
LINK = re.compile(r"latchkey:approved\?ticket=([2-9A-Z]{4}(?:-[2-9A-Z]{4}){3})")
NONE = "&I can use none of these"
INTRO = "A person can check that it is you"


def consumer(bench):
    """Whose waiting time is over at once: what it is for is tested with a clock of its own."""
    return bench.service(settings={
        **bench.outbox_settings(),
        "[[realm]]": {"id": "consumer", "profile": "consumer", "name": "Personal accounts", "work_bits": 12},
        "[realm.code]": {"resend_after": f"{PAUSE}s"},
        "[realm.appeal]": {"wait": "0s", "wait_with_factors": "0s"}})


def to_form(bench, service):
    person = bench.person(service)
    person.reason()
    person.account(ACCOUNT)
    person.challenge_by_work()
    person.page("How should we check that it is you?")
    person.press(NONE, roles=("push button",))
    person.page(INTRO)
    person.press("Be&gin")
    person.page("Where can we reach you?")
    person.window.write(person.words("&Mail address for the answer"), ADDRESS)
    person.press("&Send the code", roles=("push button",))
    person.code(bench.outbox().code(ADDRESS))
    person.page("What do you remember?")
    return person


def fill_in(person):
    person.window.write(person.words("Na&mes"), "Mika Sato")
    person.window.write(person.words("&Last password that you remember"), EARLIER)


def appeals(service, *arguments):
    done = subprocess.run([service.programs / "latchkeyctl", "appeals", *arguments, "--config",
                           service.configuration], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done
    return done.stdout


def released_link(bench):
    outbox = bench.outbox()

    def look():
        for _, message in outbox.messages():
            found = message["to"] == ADDRESS and LINK.search(message["body"])
            if found:
                return found
        return None
    return until(look, "the mail with the code of the approval", 60)


def test_an_appeal_leads_from_the_form_to_a_new_password(bench):
    service = consumer(bench)
    person = to_form(bench, service)
    confirmed = time.monotonic()
    fill_in(person)
    person.go_on()
    person.page("How did you use the account?")
    person.window.write(person.words("&Devices that you signed in with"), "an old tablet")
    person.go_on()
    person.page("Please look through it once more")
    person.window.see("an old tablet")
    assert not any(EARLIER in text for text in person.window.texts())
    person.press("&File the appeal", roles=("push button",))
    receipt = person.done("Your appeal is filed")
    until(lambda: not copies(person.program.process.pid, EARLIER), "the earlier password to leave the memory", 10)
    person.leave()

    listed = appeals(service, "show", receipt)
    assert ACCOUNT in listed and EARLIER not in listed, listed
    appeals(service, "approve", receipt, "--as", "reviewer@example.com")
    link = released_link(bench)
    until(lambda: time.monotonic() - confirmed > PAUSE, "the address to get another code")

    person = bench.person(service, extra=(link.group(0),))
    person.page("Enter your approval code")
    until(lambda: person.window.length(person.window.find(("text", "password text", "entry"))) == 19,
          "the code in the field")
    outbox = bench.outbox()
    outbox.pass_over()
    person.go_on()
    person.code(outbox.code(ADDRESS))
    person.password(NEW)
    person.done()
    person.leave()
    assert bench.accepts(service, NEW)
    for path in service.data.glob("latchkey.sqlite*"):
        assert EARLIER.encode() not in path.read_bytes(), path

    person = bench.person(service)
    person.press("I have an approval &code")
    person.page("Enter your approval code")
    person.window.write(person.words("&Code in the mail about your appeal"), link.group(1))
    person.go_on()
    person.sees("This code is wrong, used or too old, or the appeal was cancelled. Compare it with the newest "
                "mail, or file another appeal.")
    person.close()
    service.stop()


@once
def test_nothing_of_the_form_is_left_after_stopping(bench):
    service = consumer(bench)
    person = to_form(bench, service)
    fill_in(person)
    process = person.program.process.pid
    until(lambda: copies(process, EARLIER), "the earlier password in the dump")  # or it would prove nothing
    person.press("Cancel", roles=("push button",))
    person.press("&Stop", roles=("push button",))
    person.page("You have stopped here")
    until(lambda: not copies(process, EARLIER), "the earlier password to leave the memory", 10)
    person.close()
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
