#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last page through the real window: one sign-in with the new password, and the card."""
import sys

from support.bench import ACCOUNT, MAIL_MASK, MAILBOX, run_tests
from support.between import SILENT
from support.owner import LIST
from support.processes import until
from support.window import Window, plain

FRESH, WRONG = "Harbour-Lamp-41", "Harbour-Lamp-42"


def to_done(bench, settings=None, between=None):
    service = bench.service(settings={**bench.outbox_settings(), **(settings or {})}, between=between)
    person = bench.person(between or service)
    person.reason()
    person.account(ACCOUNT)
    person.challenge_by_work()
    person.prove_by_mail(bench.outbox(), MAILBOX)
    person.password(FRESH)
    person.done()
    return service, person


def test_the_new_password_is_tried(bench):
    service, person = to_done(bench, {"[[realm]]": {"account_kind": "domain"}})
    person.sees("Connect the PC to the office network, or start the VPN on the sign-in screen, before you sign in. "
                "Only there does it learn the new password.")
    person.try_password(WRONG)
    person.sees("Not yet. Perhaps it is mistyped, or the change is still on its way: wait some minutes.")
    person.sees("You can try it %n more times here.", n=2)
    person.try_password(FRESH)
    person.sees("It works: you can sign in with your new password.")
    assert service.rows("SELECT detail FROM journal WHERE event = 'sign-in-tried' ORDER BY at, rowid") == \
        [("refused",), ("accepted",)]
    assert FRESH not in service.log.read_text(encoding="utf-8")
    person.leave()
    assert bench.accepts(service, FRESH), "trying it has changed nothing"
    assert service.password_changes(ACCOUNT) == 1
    service.stop()


def test_a_service_that_is_away_is_said_and_tried_again(bench):
    service, person = to_done(bench)
    service.stop()
    person.try_password(FRESH)
    person.sees("The recovery service cannot be reached", seconds=60)
    service.start()
    person.press("&Try again")
    person.sees("It works: you can sign in with your new password.")
    person.leave()


def test_the_card_is_saved(bench):
    service, person = to_done(bench)
    card = bench.folder / "my card.pdf"
    person.save_card(card)
    person.sees_beginning("The card is saved. Open it to print it: %1")
    pdf = card.read_bytes()
    assert pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")
    person.leave()
    service.stop()


def test_the_account_is_secured_from_there(bench):
    """By keys alone. Each of the two windows goes by itself."""
    between = bench.between()
    service, person = to_done(bench, between=between)
    done, field = person.window, plain(person.text("Your present &password"))

    def opens_it():
        done.tab_to(plain(person.text("Secure your account for the next time")))
        done.key("Return")
        person.window = Window("latchkey", plain(person.text("Secure your account")) + " –")
        until(lambda: person.window.focused() == field, f"focus on {field!r}")
        assert person.window.contents()[0] == ACCOUNT, person.window.contents()

    # Closed while its last word is on its way, it comes anew.
    opens_it()
    between.cut(SILENT, only=lambda method, path: path == "/v1/enrolments")
    person.window.type(FRESH)
    person.window.key("Return")
    person.sees("Waiting for the recovery service…")
    person.window.key("Escape")
    until(lambda: not person.window.all(), "the window to be gone")
    done = Window("latchkey", plain(person.text("Your account is back")))
    opens_it()
    between.restore()
    person.window.type(FRESH)
    person.window.key("Return")
    person.window = Window("latchkey", plain(person.text(LIST)))
    person.sees("Mail to %1", MAIL_MASK)

    person.window = Window("latchkey", plain(person.text("Your account is back")))
    person.press("&Close")
    until(lambda: not person.window.all(), "the recovery's window to be gone")
    person.window = Window("latchkey", plain(person.text(LIST)))
    person.press("&Finish", roles=("push button",))
    person.window = Window("latchkey", plain(person.text("Secured")))
    person.leave()
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
