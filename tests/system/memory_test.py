#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A40: no secret outlives its use in the memory of either program (SECURITY.md, client, and rule 6).

The real assistant is driven through its window on the real service. While a secret is in use a dump holds it,
or the test would prove nothing; after the end there is no copy in UTF-8 or UTF-16 left in either program.
"""
import base64
import os
import re
import sys

from support.bench import ACCOUNT, MAIL_MASK, MAILBOX, once, run_tests
from support.key_ring import KeyRing
from support.memory import copies, matches
from support.processes import until
from support.traces import files_with

PASSWORD = "Vyq7-Turnip-Ox"
# The account's number, a dot and a MAC. What stands before and after it in a longer text is not looked at.
TOKEN = rb"[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}(?![A-Za-z0-9_.-])"


class Secrets:
    """The secrets of one recovery, and both programs that get to know them."""

    def __init__(self, bench):
        self.service = bench.service(settings=bench.outbox_settings())
        self.outbox = bench.outbox()
        self.person = bench.person(self.service)
        self.known = {}

    @property
    def assistant(self):
        return self.person.program.process.pid

    def note_token(self):
        tokens = matches(self.assistant, TOKEN)
        assert tokens, "no token in the dump: it is not looked for rightly"
        for token in tokens:
            self.known[f"token {len(self.known)}"] = token.decode()

    def held(self, what, secret, least=1):
        """The control: the dump holds what is in use now."""
        self.known[what] = secret
        until(lambda: len(copies(self.assistant, secret)) >= least, f"the {what} in the dump")

    def forgotten_by(self, name, program):
        for what, secret in self.known.items():
            # The transport may still be at work on what went out last; nothing that stays is excused.
            try:
                until(lambda: not copies(program, secret), f"the {what} to leave the memory of {name}", 10)
            except AssertionError as late:
                raise AssertionError("\n".join([str(late), *copies(program, secret)])) from None

    def written_nowhere(self, bench):
        """The home of everything that this desktop runs, and what the test itself keeps: logs, the database."""
        folders = [os.environ["HOME"], bench.folder]
        beside = [bench.folder / "outbox"]
        assert files_with(self.known["code"], folders), "the sweep does not see the code in its own mail"
        for what, secret in self.known.items():
            traces = files_with(secret, folders, beside)
            assert not traces, f"the {what} is written: {traces}"

    # --- the way -----------------------------------------------------------------------------------

    def to_code(self, keeps=False):
        person = self.person
        person.reason()
        person.account(ACCOUNT, keeps)
        person.challenge_by_work()
        person.choose("Mail to %1", MAIL_MASK)
        person.confirm_mail(MAILBOX)
        code = self.outbox.code()
        person.page("Enter your code")
        self.note_token()
        person.window.fill(person.code_field(), code)
        self.held("code", code)

    def to_password(self, keeps=False):
        self.to_code(keeps)
        self.person.go_on()
        self.person.page("Choose a new password")
        for label in ("&New password", "The same &again"):
            self.person.window.write(self.person.words(label), PASSWORD)
        self.held("password", PASSWORD, least=2)
        self.note_token()

    def to_done(self):
        self.person.press("Set &password", roles=("push button",))
        self.person.done()

    def try_password(self):
        self.person.try_password(PASSWORD)
        self.person.sees("It works: you can sign in with your new password.")

    def stop(self):
        self.person.press("Cancel", roles=("push button",))
        self.person.press("&Stop", roles=("push button",))
        self.person.page("You have stopped here")


def test_nothing_is_left_after_done(bench):
    secrets = Secrets(bench)
    secrets.to_password()
    secrets.to_done()
    secrets.forgotten_by("the assistant", secrets.assistant)  # though the password may still be tried
    secrets.try_password()
    secrets.forgotten_by("the assistant", secrets.assistant)
    secrets.forgotten_by("the service", secrets.service.process.process.pid)
    secrets.written_nowhere(bench)


def test_nothing_is_left_after_done_when_the_password_was_shown(bench):
    secrets = Secrets(bench)
    secrets.to_password()
    secrets.person.press("Show", roles=("push button",))
    secrets.to_done()
    secrets.forgotten_by("the assistant", secrets.assistant)  # though the password may still be tried
    secrets.try_password()
    secrets.forgotten_by("the assistant", secrets.assistant)


@once
def test_nothing_is_left_of_a_place_that_was_kept(bench):
    key_ring = bench.keep(KeyRing(bench.name("home")))
    secrets = Secrets(bench)
    secrets.to_password(keeps=True)
    entry = re.search(r"^secret = (\S+)$", key_ring.entries(), re.MULTILINE).group(1)
    key, opening = base64.b64decode(entry).decode().splitlines()[3:5]
    assert opening in secrets.known.values(), "the entry holds another token than that of the opening"
    # Written once, and not needed again: gone while the recovery is still open.
    secrets.known.update({"entry": entry[:64], "key": key})
    for what in ("entry", "key"):
        until(lambda what=what: not copies(secrets.assistant, secrets.known[what]), f"the {what} to leave the memory", 10)
    secrets.written_nowhere(bench)
    secrets.to_done()
    secrets.forgotten_by("the assistant", secrets.assistant)  # though the password may still be tried
    secrets.try_password()
    secrets.forgotten_by("the assistant", secrets.assistant)
    until(key_ring.is_empty, "the key ring to be empty")


def test_nothing_is_left_after_stopping_at_the_code(bench):
    secrets = Secrets(bench)
    secrets.to_code()
    secrets.stop()
    secrets.forgotten_by("the assistant", secrets.assistant)


def test_nothing_is_left_after_stopping_at_the_password(bench):
    secrets = Secrets(bench)
    secrets.to_password()
    secrets.stop()
    secrets.forgotten_by("the assistant", secrets.assistant)


def test_nothing_is_left_when_nobody_came_back(bench):
    """The service gives a recovery up after 15 idle minutes, and the assistant asks it when they have passed."""
    secrets = Secrets(bench)
    secrets.to_password()
    bench.clock.pass_time(minutes=16)
    secrets.person.page("The time ran out")
    secrets.forgotten_by("the assistant", secrets.assistant)


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
