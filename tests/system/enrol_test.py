#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Securing an account: signing in, a fresh proof, an app by the picture that a phone would read, a second phone."""
import subprocess
import sys

from support.bench import ACCOUNT, MAIL_MASK, MAILBOX, once, run_tests
from support.key_ring import KeyRing
from support.owner import owner
from support.proofs import code_of
from support.service import DEMO_PASSWORD


def test_an_app_is_added_after_a_fresh_proof_and_goes_again(bench):
    service = bench.service(settings=bench.outbox_settings())
    outbox = bench.outbox()
    person = owner(bench, service)

    person.sign_in("Wrong-2026")
    person.sees("Account name and password do not go together, or this account cannot sign in just now. Please check "
                "both.")
    person.sign_in(DEMO_PASSWORD)

    person.page("How you can get back in")
    person.sees("Mail to %1", MAIL_MASK)
    person.sees("By your organisation: it is changed there, not here.")
    person.press("An authenticator app", roles=("push button",))

    person.prove_by("Mail to %1", MAIL_MASK)
    person.page("Enter the code that was sent to you")
    person.enter_code(outbox.code(MAILBOX))

    person.page("Add an authenticator app")
    secret = person.key_in_the_picture(bench.folder, ACCOUNT)
    person.enter("2. Enter the code that the app shows", "000000")
    person.sees_beginning("This code is not right.")
    person.enter("2. Enter the code that the app shows", code_of(secret))
    person.page("How you can get back in")
    person.sees("It is registered.")
    person.sees("Confirmed today.")

    # The proof is still fresh: what follows needs none.
    person.press("%1: %2", person.text("Remove"), person.text("Authenticator app"), roles=("push button",))
    person.sees("From then on it can no longer recover your account. All other contacts are told.")
    person.press("&Remove it", roles=("push button",))
    person.sees("It is removed.")
    # Its row alone: in Japanese it goes by the same word as the button that adds one.
    assert not person.sees_now("%1: %2", person.text("Remove"), person.text("Authenticator app"))

    person.press("Texts to a mobile phone", roles=("push button",))
    person.page("Which number should texts go to?")
    person.write_number("090 1234 5678", "+81 90-1234-5678")
    person.enter_code(outbox.code("+819012345678"))
    person.page("How you can get back in")
    person.sees("Text to %1", "*********78")
    person.sees("Confirmed today.")
    person.finish()
    service.stop()


@once
def test_a_script_opens_it_until_it_is_done(bench):
    bench.keep(KeyRing(bench.name("home")))
    service = bench.service(settings=bench.outbox_settings())
    person = owner(bench, service, "--if-needed")  # nothing is known of anybody here
    person.sign_in(DEMO_PASSWORD)
    person.page("How you can get back in")
    person.finish()

    def at_the_next_sign_in():
        command = [bench.programs / "latchkey", "--server", service.url, "--ca", bench.authority.pem, "--account", ACCOUNT,
                   "--language", "en", "--enrol", "--if-needed"]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    met = at_the_next_sign_in()
    assert (met.returncode, met.stderr) == (0, ""), met
    service.stop()
    unknown = at_the_next_sign_in()
    assert unknown.returncode == 1 and len(unknown.stderr.splitlines()) == 1, unknown


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
