#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`latchkey --rehearse`: the whole way of a recovery, nothing changed, the day remembered, the result shown."""
import csv
import io
import subprocess
import sys

from support.bench import run_tests
from support.processes import until
from support.service import DEMO_PASSWORD
from support.window import Window

SPARE = "worker@contoso.example"  # of the demo: a mailbox and a phone
ALONE = "locked@contoso.example"  # a mailbox alone
WORKPLACE = {"[[realm]]": {"id": "workplace", "profile": "workplace"}}


def rehearses(bench, service, account):
    person = bench.person(service, account=account, extra=("--rehearse",))
    person.page("Rehearse your recovery")
    person.sees("Nothing is changed: your password and your account stay as they are.")
    person.press("&Begin", roles=("push button",))
    person.page("Which account is it?")
    assert not person.sees_now("I have a &receipt from before"), "it would end what it goes on from"
    assert not person.sees_now("This is my PC: &keep my place")
    person.go_on()
    person.challenge_by_work()
    return person


def readiness_of(service, account):
    """The row of `latchkeyctl readiness`."""
    done = subprocess.run([service.programs / "latchkeyctl", "readiness", account, "--all", "--format", "csv", "--config",
                           service.configuration], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return next(csv.DictReader(io.StringIO(done.stdout)))


def test_who_rehearses_sees_what_they_would_get_in_with(bench):
    service = bench.service(settings={**WORKPLACE, **bench.outbox_settings()})
    outbox = bench.outbox()
    before = readiness_of(service, SPARE)
    assert before["rehearsed_at"] == "" and "never-rehearsed" in before["why"], before
    assert "never-confirmed wo*****@example.com" in before["why"], before

    person = rehearses(bench, service, SPARE)
    person.choose("Mail to %1", "wo*****@example.com")
    person.confirm_mail("worker.private")
    message = outbox.fresh(lambda each: each["code"] is not None, "the code of the rehearsal")
    assert {"en": "rehearses", "ja": "練習"}[bench.language] in message["body"], message["body"]
    person.code(message["code"])
    person.page("You would get in")
    person.sees("This was a rehearsal: nothing has been changed.")
    person.sees("You would get in with:")
    person.sees("A code by mail to %1", "wo*****@example.com")
    person.sees("You have not tried:")
    person.sees("A code by call to %1", "********66")
    assert not person.sees_now("What to do about it:")
    receipt = person.receipt()
    person.leave()

    assert bench.accepts(service, DEMO_PASSWORD, SPARE), "the password is what it was"
    assert service.password_changes(SPARE) == 0
    assert all(each["code"] for _, each in outbox.messages()), "nobody is told of a change that was none"
    assert "done: rehearsed, nothing was changed" in service.administer("receipt", receipt)
    after = readiness_of(service, SPARE)
    assert after["rehearsed_at"] and "never-rehearsed" not in after["why"], after
    assert "never-confirmed wo*****@example.com" not in after["why"], "a code was passed by it"
    assert "never-confirmed ********66" in after["why"], after

    person = rehearses(bench, service, ALONE)
    person.prove_by_mail(outbox, "locked.private")
    person.page("You would get in")
    person.sees("What to do about it:")
    person.sees("This is your only way. If you lose it, you cannot get in: register another one.")
    assert not person.sees_now("You have not tried:")
    person.leave()

    # Who secures the account sees when it was, and can do it from there.
    person = bench.person(service, account=SPARE, extra=("--enrol",))
    person.page("Secure your account")
    person.window.write(person.words("Your present &password"), DEMO_PASSWORD)
    person.press("&Sign in", roles=("push button",))
    person.page("How you can get back in")
    person.sees("You rehearsed a recovery today.")
    person.press("Rehearse a recovery now")
    beside = Window("latchkey", person.text("Rehearse your recovery"))
    beside.see(person.text("Nothing is changed: your password and your account stay as they are."))
    beside.press(person.text("&Begin"), roles=("push button",))
    beside = Window("latchkey", person.text("Which account is it?"))
    beside.press(person.text("&Next"), roles=("push button",))
    until(lambda: service.rows("SELECT COUNT(*) FROM recoveries WHERE rehearsal = 1 AND live = 1") == [(1,)],
          "a rehearsal that is under way")
    # What it was opened from takes it along.
    person.window = Window("latchkey", person.text("How you can get back in"))
    person.press("&Finish", roles=("push button",))
    person.window = Window("latchkey", person.text("Secured"))
    person.leave()
    assert service.rows("SELECT COUNT(*) FROM recoveries WHERE rehearsal = 1 AND live = 1") == [(0,)]
    person = rehearses(bench, service, SPARE)
    person.page("How should we check that it is you?")
    person.close()
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
