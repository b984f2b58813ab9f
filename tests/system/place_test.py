#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeping one's place: the assistant is killed at each step and started again, with a real key store beside it."""
import sys

from support.bench import ACCOUNT, MAIL_MASK, MAILBOX, once, run_tests
from support.key_ring import KeyRing
from support.place import AFRESH, GONE, Somebody
from support.processes import until

PASSWORD = "Harbour-Lamp-41"
NOT_KEPT = ("Your place cannot be kept: this PC has no key store that can be used now. Everything else works. If "
            "Latchkey is closed before you are done, you start again.")
UNREADABLE = ("The place that was kept on this PC cannot be read and has been removed. Please start again.")


def at_home(bench, refuses=False):
    return Somebody(bench, bench.service(settings=bench.outbox_settings()),
                    bench.keep(KeyRing(bench.name("home"), refuses)))


def test_back_at_each_step(bench):
    somebody = at_home(bench)
    somebody.open()
    somebody.key_ring.wait_kept(somebody.service.url)
    kept = somebody.key_ring.entries()
    somebody.comes_back("A short security check")
    somebody.person.challenge_by_work()
    somebody.person.page("How should we check that it is you?")
    somebody.comes_back("How should we check that it is you?")
    somebody.person.choose("Mail to %1", MAIL_MASK)
    somebody.person.page("Complete the mail address")
    somebody.comes_back("Complete the mail address")
    somebody.person.confirm_mail(MAILBOX)
    somebody.person.page("Enter your code")
    somebody.comes_back("Enter your code")

    # The code of before is still good; what it proves is not kept.
    somebody.person.code(somebody.outbox.code())
    somebody.person.page("Choose a new password")
    assert secrets_in(somebody.key_ring.entries()) == secrets_in(kept), "the entry was written again"
    somebody.comes_back("How should we check that it is you?", AFRESH)
    somebody.person.choose("Text to %1", "*********32")  # another code to the mailbox would be too early
    somebody.person.confirm_phone("5432")
    somebody.person.code(somebody.outbox.code())
    somebody.person.password(PASSWORD)
    somebody.person.done()
    somebody.nothing_is_kept()
    somebody.person.leave()
    assert bench.accepts(somebody.service, PASSWORD)
    assert somebody.service.password_changes(ACCOUNT) == 1


def prove(somebody):
    somebody.person.prove_by_mail(somebody.outbox, MAILBOX)
    somebody.person.page("Choose a new password")


def secrets_in(listing):
    return [line for line in listing.splitlines() if line.startswith("secret")]


@once
def test_back_and_then_back_a_page(bench):
    """Pages before the one that one came back to were never seen by this window."""
    somebody = at_home(bench)
    somebody.open()
    somebody.key_ring.wait_kept(somebody.service.url)
    somebody.person.challenge_by_work()
    somebody.person.choose("Mail to %1", MAIL_MASK)
    somebody.person.page("Complete the mail address")
    somebody.comes_back("Complete the mail address")
    somebody.person.press("&Back")
    prove(somebody)
    somebody.person.press("Cancel")
    somebody.person.press("&Stop")
    somebody.person.page("You have stopped here")
    somebody.nothing_is_kept()
    # Asked once: who starts again has their place kept again, until they say otherwise.
    somebody.person.press("&Start again")
    somebody.person.page("Which account is it?")
    somebody.person.go_on()
    somebody.person.page("A short security check")
    somebody.key_ring.wait_kept(somebody.service.url)
    somebody.person.press("&Back")
    somebody.nothing_is_kept()


@once
def test_off_by_default(bench):
    somebody = at_home(bench)
    somebody.open(keeps=False)
    assert somebody.key_ring.is_empty()
    somebody.killed()
    somebody.open()
    somebody.key_ring.wait_kept(somebody.service.url)  # where it is wanted the same look finds it


@once
def test_without_a_key_store_it_says_so_and_works(bench):
    somebody = at_home(bench, refuses=True)
    somebody.open()
    somebody.person.sees(NOT_KEPT)
    assert not somebody.key_ring.marks()
    somebody.person.challenge_by_work()
    prove(somebody)


@once
def test_what_cannot_be_gone_on_with(bench):
    somebody = at_home(bench)
    somebody.key_ring.put("not of ours", somebody.service.url)
    somebody.killed()
    somebody.person.page("Why can't you sign in?")
    somebody.person.sees(UNREADABLE)
    somebody.nothing_is_kept()

    # What is kept of another service is none of this one's business: it is not touched by what follows.
    elsewhere = "https://recovery.example.org"
    somebody.key_ring.put("somebody's", elsewhere)
    somebody.killed()

    # The service has forgotten the recovery meanwhile.
    somebody.open()
    somebody.key_ring.wait_kept(somebody.service.url)
    somebody.person.close()
    somebody.service.stop()
    for database in somebody.service.data.glob("latchkey.sqlite*"):
        database.unlink()
    somebody.service.start()
    somebody.killed()
    somebody.person.sees(GONE)
    until(lambda: somebody.service.url not in somebody.key_ring.entries(), "the place to be gone")
    assert elsewhere in somebody.key_ring.entries()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
