#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Killed and come back to in every other way through a recovery, the password step included; mail: place_test.py."""
import collections
import contextlib
import os
import sys
import time

from support.appeals import ADDRESS, APPROVAL, APPROVED, mail_to, review
from support.bench import once, run_tests, slow
from support.between import AMID_REQUEST
from support.everything import Everything
from support.key_ring import KeyRing
from support.person import KEEPS, LANGUAGES
from support.place import AFRESH, GONE, Somebody
from support.processes import until
from support.proofs import APP_ACCOUNT, CODE_PAGE, KEY_PAGE, Proofs
from support.service import DEMO_PASSWORD

FRESH = "Harbour-Lamp-41"
PASSWORD, UNLOCK = "/v1/recovery/password", "/v1/recovery/unlock"
REASON_PAGE, METHOD_PAGE, PASSWORD_PAGE = ("Why can't you sign in?", "How should we check that it is you?",
                                           "Choose a new password")
LOCKED = "locked@contoso.example"  # of the demo
WORKPLACE = {"[[realm]] # workplace": {"id": "workplace", "profile": "workplace", "domains": ["contoso.example"]}}
AT_WORK = {"mail": ("lo*****@example.com", "locked.private", "locked.private@example.com"),
           "text": ("*********77", "5577", "+819012345577")}

# prove: by what, gate after gate; again: by what once more, as no contact gets two codes within so short a time.
Way = collections.namedtuple("Way", "prove again reason page", defaults=("I forgot my password", PASSWORD_PAGE))
WAYS = {
    "text": Way(["text"], ["mail"]),
    "call": Way(["call"], ["text"]),
    "authenticator": Way(["authenticator"], ["authenticator"]),
    "questions": Way(["questions"], ["questions"]),
    "security key": Way(["security-key"], ["security-key"]),
    "start code": Way(["start-code"], ["start-code"], "I never got a password", "Choose your first password"),
    "two gates": Way(["questions", "text"], ["security-key", "call"]),
}
QUICK = ("security key", "two gates")


class Rows:
    """What the rows share: an account with everything, the key ring of this PC. Each has a service of its own, which
    is a copy, and something that can cut its connections."""

    def __init__(self, bench):
        self.bench = bench
        self.everything = Everything(bench)
        self.everything.ground.administer("accounts", "contacts", "add", LOCKED, "090-1234-5577")
        self.everything.ground.stop()
        self.key_ring = bench.keep(KeyRing(bench.name("home")))
        self.proofs = None  # of the row that runs
        self._count = 0

    @contextlib.contextmanager
    def row(self, name, more=None, **realm):
        """In the one language and in the other by turns."""
        began, self.bench.language = time.monotonic(), LANGUAGES[self._count % len(LANGUAGES)]
        self._count += 1
        between = self.bench.between()
        service = self.everything.service(between, more, disclosure="explicit", **realm)
        self.proofs = self.everything.proofs()
        somebody = Somebody(self.bench, service, self.key_ring, between)
        try:
            yield somebody
        except Exception as fault:
            raise AssertionError(f"{name} in {self.bench.language}: {fault}") from fault
        somebody.person.close()
        until(lambda: not somebody.person.window.all(), "the window to be gone")
        service.stop()
        between.close()
        print(f"  {name} in {self.bench.language} ({time.monotonic() - began:.1f} s)", flush=True)

    def begins(self, somebody, account=APP_ACCOUNT, reason="I forgot my password"):
        somebody.open(account, reason)
        somebody.key_ring.wait_kept(somebody.server.url)
        somebody.person.challenge_by_work()
        somebody.person.page(METHOD_PAGE)

    def proves(self, somebody, word, proofs=None):
        """Killed on each page of it."""
        proofs = proofs or self.proofs
        proofs.choose(somebody.person, word)
        for page, act in proofs.steps(word):
            somebody.person.page(page)
            if page == KEY_PAGE:
                somebody.person.sees("Touch your security key")
            somebody.comes_back(page)
            if page == KEY_PAGE:
                self.everything.key.touch()  # it goes on blinking for the assistant that is no more
            act(somebody.person)


def killed_amid(somebody, path, act):
    """The assistant dies when half of what it sent has come to the service: nothing was done, and all that was proven
    is to be proven once more."""
    between = somebody.server
    between.cut(AMID_REQUEST, only=lambda method, asked: (method, asked) == ("POST", path))
    act(somebody.person)
    until(lambda: between.writes(path), "half a request")
    somebody.person.close()
    between.restore()
    somebody.starts_again()
    somebody.person.page(METHOD_PAGE)
    somebody.person.sees(AFRESH)


def killed_behind(somebody, path, act):
    """It dies when the service has all of it: it is done, and there is nothing to come back to."""
    between = somebody.server
    between.when_sent(path, somebody.person.close)
    act(somebody.person)
    until(lambda: somebody.person.program.process.poll() is not None, "the assistant to be killed")
    somebody.starts_again()
    somebody.person.page(REASON_PAGE)
    somebody.person.sees(GONE)
    somebody.nothing_is_kept()


def goes(rows, name):
    """Through to the password, which is the old one or the new one, and never both or none."""
    way, bench = WAYS[name], rows.bench
    with rows.row(name, gates=len(way.prove)) as somebody:
        def sets(person):
            person.password(FRESH, page=way.page)
        rows.begins(somebody, reason=way.reason)
        rows.proves(somebody, way.prove[0])
        for word in way.prove[1:]:
            somebody.person.page(METHOD_PAGE)
            somebody.comes_back(METHOD_PAGE, AFRESH)
            rows.proofs.prove(somebody.person, way.prove[0])
            rows.proofs.prove(somebody.person, word)
        somebody.person.page(way.page)
        killed_amid(somebody, PASSWORD, sets)
        assert bench.accepts(somebody.service, DEMO_PASSWORD, APP_ACCOUNT), "the old password goes on"
        for word in way.again:
            rows.proofs.prove(somebody.person, word)
        somebody.person.page(way.page)
        killed_behind(somebody, PASSWORD, sets)
        assert bench.accepts(somebody.service, FRESH, APP_ACCOUNT), "the new password"
        assert not bench.accepts(somebody.service, DEMO_PASSWORD, APP_ACCOUNT)
        assert somebody.service.password_changes(APP_ACCOUNT) == 1


def unlocks(rows):
    with rows.row("unlock", WORKPLACE) as somebody:
        def unlock(person):
            person.press("&Unlock, keep my password")
        proofs = Proofs(somebody.outbox, contacts=AT_WORK)
        rows.begins(somebody, LOCKED, "I know my password but cannot sign in")
        rows.proves(somebody, "text", proofs)
        somebody.person.page(PASSWORD_PAGE)
        killed_amid(somebody, UNLOCK, unlock)
        assert not rows.bench.accepts(somebody.service, DEMO_PASSWORD, LOCKED), "still locked"
        proofs.prove(somebody.person, "mail")
        killed_behind(somebody, UNLOCK, unlock)
        assert rows.bench.accepts(somebody.service, DEMO_PASSWORD, LOCKED)


def appeals(rows):
    """What was typed into the form is not kept, and has to be typed once more."""
    with rows.row("appeal") as somebody:
        rows.begins(somebody)
        to_address(somebody.person)
        somebody.comes_back(METHOD_PAGE)  # of an appeal that nothing was sent of the service knows nothing
        to_address(somebody.person)
        somebody.person.window.write(somebody.person.words("&Mail address for the answer"), ADDRESS)
        somebody.person.press("&Send the code", roles=("push button",))
        somebody.person.page(CODE_PAGE)
        somebody.comes_back(CODE_PAGE)
        somebody.person.code(rows.everything.outbox.code(ADDRESS))
        form, names = "What do you remember?", somebody.person.words("Na&mes")
        somebody.person.page(form)
        somebody.person.window.write(names, "Mika Sato")
        assert "Mika Sato" in somebody.person.window.contents()
        somebody.comes_back(form)
        assert "Mika Sato" not in somebody.person.window.contents()
        somebody.person.window.write(names, "Mika Sato")
        somebody.person.go_on()
        somebody.person.page("How did you use the account?")
        somebody.person.go_on()
        somebody.person.page("Please look through it once more")
        killed_behind(somebody, "/v1/recovery/appeal",
                      lambda person: person.press("&File the appeal", roles=("push button",)))
        assert len(somebody.service.administer("appeals", "list").splitlines()) == 2  # with its heading
        is_approved(rows, somebody)


def is_approved(rows, somebody):
    """Who is killed after the code of the approval was used up has not lost it."""
    clock, outbox = rows.bench.clock, rows.everything.outbox
    review(somebody.service, somebody.service.administer("appeals", "list").splitlines()[1].split()[0], "approve")
    clock.pass_time(hours=73)
    code = mail_to(rows.bench, ADDRESS, APPROVED, "the code of the approval").group(1)
    outbox.pass_over()
    somebody.killed()  # days later: what was answered before is forgotten
    somebody.person.page(REASON_PAGE)
    somebody.person.press("I have an approval &code")
    somebody.person.page(APPROVAL)
    somebody.person.press(KEEPS, roles=("check box",))
    somebody.person.window.write(somebody.person.words("&Code in the mail about your appeal"), code)
    somebody.person.go_on()
    somebody.person.page(CODE_PAGE)
    somebody.key_ring.wait_kept(somebody.server.url)
    somebody.comes_back(CODE_PAGE)
    somebody.person.code(outbox.code(ADDRESS))
    somebody.person.page(PASSWORD_PAGE)
    killed_amid(somebody, PASSWORD, lambda person: person.password(FRESH))
    clock.pass_time(minutes=2)  # between two codes to one address
    outbox.pass_over()
    somebody.person.choose("Mail to %1", "mi*****@example.net")
    somebody.person.confirm_mail("mika.at.work")
    somebody.person.code(outbox.code(ADDRESS))
    killed_behind(somebody, PASSWORD, lambda person: person.password(FRESH))
    assert rows.bench.accepts(somebody.service, FRESH, APP_ACCOUNT)


def to_address(person):
    person.page(METHOD_PAGE)
    person.press("&I can use none of these", roles=("push button",))
    person.page("A person can check that it is you")
    person.press("Be&gin")
    person.page("Where can we reach you?")


def goes_on_elsewhere(rows):
    """By receipt at a PC where no place is kept; the one at home has nothing to come back to then."""
    with rows.row("receipt") as somebody:
        rows.begins(somebody)
        rows.proofs.prove(somebody.person, "mail")
        somebody.person.page(PASSWORD_PAGE)
        receipt = somebody.person.receipt()
        somebody.person.close()
        until(lambda: not somebody.person.window.all(), "the window to be gone")

        with elsewhere(rows.bench):
            for word in ("text", "call"):
                somebody.starts_again()
                somebody.person.reason()
                somebody.person.page("Which account is it?")
                somebody.person.press("I have a &receipt from before")
                somebody.person.window.write(somebody.person.words("&Receipt of the recovery that you began"), receipt)
                somebody.person.account(APP_ACCOUNT)
                somebody.person.challenge_by_work()
                rows.proofs.prove(somebody.person, word)
                somebody.person.page(PASSWORD_PAGE)
                somebody.person.sees("You go on with your receipt %1. It has ended at the other PC.", receipt)
                somebody.person.close()
        somebody.starts_again()
        somebody.person.page(REASON_PAGE)
        somebody.person.sees(GONE)
        somebody.nothing_is_kept()


@contextlib.contextmanager
def elsewhere(bench):
    """At a PC that has nothing of what lies on the one at home."""
    home, away = os.environ["XDG_DATA_HOME"], bench.name("away")
    away.mkdir()
    os.environ["XDG_DATA_HOME"] = str(away)
    yield
    os.environ["XDG_DATA_HOME"] = home


@once
def test_one_way_of_each_kind(bench):
    rows = Rows(bench)
    for name in QUICK:
        goes(rows, name)
    unlocks(rows)
    appeals(rows)
    goes_on_elsewhere(rows)


@slow
@once
def test_every_other_way(bench):
    rows = Rows(bench)
    for name in WAYS:
        if name not in QUICK:
            goes(rows, name)


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
