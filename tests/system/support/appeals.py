# SPDX-License-Identifier: GPL-3.0-or-later
"""An appeal at the window, and what comes of it beside: the review, the mails, the code of the approval."""
import json
import re

from .bench import ACCOUNT
from .processes import until

ADDRESS = "mika.at.work@example.net"
APPROVED = re.compile(r"latchkey:approved\?ticket=([2-9A-Z]{4}(?:-[2-9A-Z]{4}){3})")
NOT_ME = re.compile(r"latchkey:not-me\?ticket=([2-9A-Z]{4}(?:-[2-9A-Z]{4}){3})")
NONE = "&I can use none of these"
INTRO, CONTACT = "A person can check that it is you", "Where can we reach you?"
ABOUT, MEMORY, REVIEW = "What do you remember?", "How did you use the account?", "Please look through it once more"
FILED, APPROVAL = "Your appeal is filed", "Enter your approval code"
FIELD = {"id": "staff-number", "en": "Staff number", "ja": "社員番号"}  # that the realm adds
REVIEWER = "reviewer@example.com"
PAUSE = 61  # seconds between two codes to one address


def settings(bench):
    """A realm with appeals, whose times are those that it has by itself."""
    return {**bench.outbox_settings(), "[[realm.appeal_fields]]": FIELD}


def to_contact(bench, service, account=ACCOUNT):
    person = bench.person(service)
    person.reason()
    person.account(account)
    person.challenge_by_work()
    person.page("How should we check that it is you?")
    person.press(NONE, roles=("push button",))
    person.page(INTRO)
    person.press("Be&gin")
    person.page(CONTACT)
    return person


def give_address(person):
    person.window.write(person.words("&Mail address for the answer"), ADDRESS)
    person.press("&Send the code", roles=("push button",))


def to_form(bench, service, account=ACCOUNT):
    person = to_contact(bench, service, account)
    outbox = bench.outbox()
    outbox.pass_over()
    give_address(person)
    person.code(outbox.code(ADDRESS))
    person.page(ABOUT)
    return person


def file_with(person):
    """From the form on, with as little as somebody may give; the receipt."""
    person.window.write(person.words("Na&mes"), "Mika Sato")
    person.go_on()
    person.page(MEMORY)
    person.go_on()
    person.page(REVIEW)
    person.press("&File the appeal", roles=("push button",))
    return person.done(FILED)


def review(service, receipt, verdict):
    return service.administer("appeals", verdict, receipt, "--as", REVIEWER)


def state_of(service, receipt):
    return json.loads(service.administer("appeals", "show", receipt, "--json"))["state"]


def mail_to(bench, address, pattern, what):
    """What the pattern finds in a mail to the address, once it is there."""
    def look():
        found = [pattern.search(message["body"]) for _, message in bench.outbox().messages()
                 if message["to"] == address]
        return next(filter(None, reversed(found)), None)
    return until(look, what, 60)


def journal(service, event):
    return service.rows("SELECT at, detail FROM journal WHERE event = ? ORDER BY at", event)
