#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a recovery that has begun ends before it is done: what the window says, and the way out of it. Rows are in
English and in Japanese by turns."""
import datetime
import math
import re
import sys

from support.bench import ACCOUNT, MAIL_MASK, MAILBOX, once, run_tests
from support.clock import now
from support.person import LANGUAGES
from support.processes import until
from support.window import Window

LINK = re.compile(r"latchkey:not-me\?ticket=[2-9A-Z-]+")
GO_ON_AT = "You can go on at %1 (in %2)"
ENDED = "This recovery has ended"
WHY = ("Another one was finished first, something about the account was changed, or somebody said that it was not "
       "theirs. If you know nothing of that, tell your support at once.")
METHODS, CODE, NOT_ME = "How should we check that it is you?", "Enter your code", "This was not me"
FRESH = "Harbour-Lamp-41"


class Rows:
    """What they share: one service, which says what it knows."""

    def __init__(self, bench):
        self.bench = bench
        self.service = bench.service(settings={**bench.outbox_settings(), "[[realm]]": {"disclosure": "explicit"}})
        self.outbox = bench.outbox()
        self._people = []

    def speak(self, number):
        self.bench.language = LANGUAGES[number % len(LANGUAGES)]

    def person(self, **more):
        """Beside whoever sits at another window."""
        person = self.bench.person(self.service, **more)
        person.window = Window("latchkey", process=person.program.process.pid)
        self._people.append(person)
        return person

    def to_methods(self):
        person = self.person()
        person.reason()
        person.account(ACCOUNT)
        person.challenge_by_work()
        person.page(METHODS)
        return person

    def to_code(self):
        person = self.to_methods()
        person.choose("Mail to %1", MAIL_MASK)
        person.confirm_mail(MAILBOX)
        person.page(CODE)
        return person

    def leave(self):
        for person in self._people:
            person.close()
            until(lambda each=person: not each.window.all(), "the window to be gone")
        self._people.clear()
        self.bench.clock.pass_time(hours=25)  # no count and no pause of one row is anything to the next


def starts_again(person):
    """With the account filled in."""
    person.press("&Start again", roles=("push button",))
    person.page("Which account is it?")
    assert person.window.contents()[0] == ACCOUNT, person.window.contents()
    person.go_on()
    person.challenge_by_work()


def when_it_goes_on(person):
    """The time of day and how long until then, as they stand on the page."""
    pattern = re.escape(person.words(GO_ON_AT)).replace("%1", r"(?P<at>.*)").replace("%2", r"(?P<left>[\d:]+)")

    def look():
        return next(filter(None, (re.search(pattern, text) for text in person.window.texts())), None)
    found = until(look, "when it goes on")
    left = 0
    for part in found["left"].split(":"):
        left = 60 * left + int(part)
    return found["at"], left


def first_minute(moment):
    """Which has not begun before: nobody is sent back for having come too early."""
    return datetime.datetime.fromtimestamp(math.ceil(moment / 60) * 60).strftime("%H:%M")


def test_too_many_tries(bench):
    rows = Rows(bench)
    person = rows.to_methods()
    person.choose("Mail to %1", MAIL_MASK)
    for left in (4, 3, 2, 1):
        person.confirm_mail("somebody.else")
        person.sees("This does not match what is registered. You have %n tries left.", n=left)
    person.confirm_mail("somebody.else")
    person.page("Let us pause for now")
    person.sees("What works now: %1",
                person.text("ask for a check by hand. It needs nothing of what you have tried."))
    person.window.see("Test help desk")
    assert not person.sees_now("&Start again"), "before its time"
    at, left = when_it_goes_on(person)
    # The page is read a moment after it was painted, and its seconds are whole ones.
    assert at in {first_minute(now() + left + more) for more in (-1, 0, 1, 2)}, (at, left)
    bench.clock.pass_time(seconds=left + 1)
    person.sees("You can go on now.")
    starts_again(person)
    person.page(METHODS)


@once
def test_the_time_runs_out(bench):
    rows = Rows(bench)
    for number, arrive in enumerate((rows.to_methods, rows.to_code)):
        rows.speak(number)
        person = arrive()
        bench.clock.pass_time(minutes=16)
        person.page("The time ran out")
        starts_again(person)
        person.page(METHODS)
        rows.leave()


@once
def test_another_recovery_is_finished_first(bench):
    rows = Rows(bench)
    first = rows.to_code()
    rows.speak(1)
    second = rows.to_methods()
    second.choose("Text to %1", "*********32")
    second.confirm_phone("5432")
    second.code(rows.outbox.code("+819098765432"))
    second.password(FRESH)
    second.done()
    first.window.focus_window()
    first.code(rows.outbox.code(MAILBOX))
    first.page(ENDED)
    first.sees(WHY)
    assert first.receipt() != second.receipt()
    starts_again(first)
    first.page(METHODS)


@once
def test_the_owner_says_that_it_was_not_them(bench):
    rows = Rows(bench)
    rows.speak(1)
    stranger = rows.to_code()
    mail = rows.outbox.fresh(lambda message: message["code"], "the mail with the code")
    owner = rows.person(extra=(LINK.search(mail["body"]).group(0),))
    dialog = Window("latchkey", title=owner.words(NOT_ME))
    dialog.press(owner.words("&Stop all recoveries"))
    dialog.see(owner.words("Recoveries of the account are stopped"))
    owner.close()
    stranger.window.focus_window()
    stranger.code(mail["code"])
    stranger.page(ENDED)
    stranger.sees(WHY)
    # Whoever begins anew is told, in a realm that tells.
    starts_again(stranger)
    stranger.page("Recovery of this account is stopped")


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
