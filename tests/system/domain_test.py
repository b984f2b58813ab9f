#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""People of a real Active Directory domain (Samba) recover at the window, and sign in to the domain again."""
import sys

from support.bench import SKIPPED, once, run_tests
from support.domain import Domain, is_possible
from support.person import LANGUAGES

OLD, FIRST, SECOND = "Old-pass-11", "Fresh-Tree-9x", "Other-Tree-8y"
CLASSES = "Three of: capitals, small letters, digits, symbols"


def to_password(bench, service, outbox, name, mailbox):
    person = bench.person(service)
    person.reason()
    person.account(name)
    person.challenge_by_work()
    person.prove_by_mail(outbox, mailbox)
    person.page("Choose a new password")
    return person


def is_refused(person, password, sentence):
    """With this sentence, at the field, and somebody may try again."""
    person.password(password)
    person.sees(sentence)
    person.page("Choose a new password")


def recover_twice(bench, service, domain, outbox, login):
    domain.add(login, OLD, "Pat Lindgren", [f"private.{login}@example.com", f"second.{login}@example.com"])
    assert domain.signs_in(login, OLD)
    assert domain.lock(login)
    assert not domain.gets_ticket(login, OLD), "locked out"

    person = to_password(bench, service, outbox, f"LATCHKEY\\{login.upper()}", f"private.{login}")
    # The rules are those of the domain: the realm's own would be content with two kinds.
    person.window.write(person.words("&New password"), "quiet-lake-and-river")
    person.window.see(f"{person.text(CLASSES)}, {person.words('not yet met')}")
    person.window.write(person.words("&New password"), "9-Lindgren-Tree")
    person.window.see(f"{person.text('Does not contain your name')}, {person.words('not met')}")
    assert int(domain.value(login, "lockoutTime")) > 0, "what was refused changed nothing"
    person.password(FIRST)
    person.done()
    person.leave()
    assert domain.value(login, "lockoutTime") == "0"
    assert domain.signs_in(login, FIRST) and not domain.gets_ticket(login, OLD)

    person = to_password(bench, service, outbox, f"{login}@latchkey.test", f"second.{login}")
    is_refused(person, FIRST, "You have used it before. Choose one that is new.")
    assert domain.signs_in(login, FIRST)
    person.password(SECOND)
    person.done()
    person.leave()
    assert domain.signs_in(login, SECOND) and not domain.gets_ticket(login, FIRST)


def be_too_early(bench, service, domain, outbox, login):
    domain.add(login, OLD, "Pat Lindgren", [f"private.{login}@example.com"])
    person = to_password(bench, service, outbox, login, f"private.{login}")
    is_refused(person, FIRST, "The password was changed only a short while ago. Please ask your support.")
    person.close()
    assert domain.signs_in(login, OLD) and not domain.gets_ticket(login, FIRST)


@once  # a domain takes long to set up, and the people in it are strangers to each other
def test_who_is_locked_out_of_the_domain_gets_back_in(bench):
    domain = bench.keep(Domain(bench.name("domain")))
    outbox = bench.outbox()
    service = bench.service(domain, settings=bench.outbox_settings(), accounts=None)
    for bench.language in LANGUAGES:
        recover_twice(bench, service, domain, outbox, f"lucie{bench.language}")
    service.stop()

    domain.settings["[realm.password]"]["keep_minimum_age"] = True
    strict = bench.service(domain, settings=bench.outbox_settings(), accounts=None)
    for bench.language in LANGUAGES:
        be_too_early(bench, strict, domain, outbox, f"nora{bench.language}")


if __name__ == "__main__":
    if not is_possible():
        print("skipped: a domain needs root and the packages of \"directories\"")
        raise SystemExit(SKIPPED)
    run_tests(sys.modules[__name__])
