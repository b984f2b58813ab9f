#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account with rights over others: two proofs where everybody else gives one, and no appeal gives it back."""
import subprocess
import sys

from support.appeals import REVIEWER, file_with, journal, review, settings, state_of, to_form
from support.bench import run_tests

CHIEF, CLERK = "chief@example.org", "clerk@example.org"
MAIL, TEXT = ("Mail to %1", "ch*****@example.com"), ("Text to %1", "*********77")
METHODS, FRESH = "How should we check that it is you?", "Harbour-Lamp-41"
NEVER = "a privileged account is never given back by an appeal"


def consumer(bench):
    return bench.service(settings={**settings(bench), "[[realm]]": {"privileged_gates": 2}}, accounts=[
        (CHIEF, "Aki Ito", "consumer", "chief.backup@example.com", "+81 90-1234-5677", "", "privileged"),
        (CLERK, "Ken Mori", "consumer", "clerk.backup@example.com", "+81 90-1234-5688", "", "")])


def to_methods(bench, service, account):
    person = bench.person(service)
    person.reason()
    person.account(account)
    person.challenge_by_work()
    person.page(METHODS)
    return person


def prove(person, outbox, way):
    person.choose(*way)
    if way == MAIL:
        person.confirm_mail("chief.backup")
        person.code(outbox.code("chief.backup"))
    else:
        person.confirm_phone("5677")
        person.code(outbox.code("+819012345677"))


def test_it_takes_two_proofs(bench):
    service = consumer(bench)
    person = to_methods(bench, service, CLERK)
    person.sees("Verification")
    assert not person.sees_now("Verification %1", 1)
    person.close()

    person = to_methods(bench, service, CHIEF)
    for gate in (1, 2):
        person.sees("Verification %1", gate)
    first, second = (MAIL, TEXT) if bench.language == "en" else (TEXT, MAIL)
    prove(person, bench.outbox(), first)
    person.page(METHODS)  # one is not enough
    assert not person.sees_now(*first), "a proof that was used"
    prove(person, bench.outbox(), second)
    person.password(FRESH)
    person.done()
    person.leave()
    assert len(journal(service, "gate-passed")) == 2 and bench.accepts(service, FRESH, CHIEF)
    service.stop()


def test_no_appeal_gives_it_back(bench):
    """It is filed like any other, so that nobody learns which accounts are privileged; and nobody can approve it."""
    service = consumer(bench)
    receipt = file_with(to_form(bench, service, CHIEF))
    assert "privileged" in service.administer("appeals", "show", receipt)
    asked = subprocess.run([bench.programs / "latchkeyctl", "appeals", "approve", receipt, "--as", REVIEWER, "--config",
                            service.configuration], capture_output=True, text=True, check=False)
    assert asked.returncode == 1 and NEVER in asked.stderr, asked
    assert state_of(service, receipt) == "filed" and not journal(service, "appeal-approved")
    bench.clock.pass_time(hours=80)
    review(service, receipt, "deny")
    assert state_of(service, receipt) == "denied" and not journal(service, "appeal-code-sent")
    assert service.password_changes(CHIEF) == 0
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
