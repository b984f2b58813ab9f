#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Securing an account: signing in, a fresh proof, an app by the picture that a phone would read, a second phone."""
import subprocess
import sys
import urllib.parse

from support.bench import ACCOUNT, MAIL_MASK, MAILBOX, run_tests
from support.person import Person
from support.processes import until
from support.proofs import code_of
from support.service import DEMO_PASSWORD

PASSWORD = "Your present &password"


class Owner(Person):
    """Somebody at "Secure your account"."""

    def sign_in(self, password):
        self.page("Secure your account")
        self.window.write(self.words(PASSWORD), password)
        self.press("&Sign in", roles=("push button",))

    def enter(self, label, code):
        field = self.window.find(("text", "entry", "password text"), self.text(label, n=len(code)) if "%n" in label
                                 else self.text(label))
        self.window.fill(field, code)
        self.go_on()

    def key_in_the_picture(self, folder):
        """As a phone reads it off the screen: by a decoder that is not ours."""
        shot = folder / "screen.png"

        def look():
            self.window.picture(shot)
            read = subprocess.run(["zbarimg", "--quiet", "--raw", shot], capture_output=True, text=True, check=False)
            return read.stdout.strip()
        uri = urllib.parse.urlsplit(until(look, "a picture that can be read"))
        assert (uri.scheme, uri.netloc) == ("otpauth", "totp"), uri
        assert urllib.parse.unquote(uri.path).endswith(ACCOUNT), uri.path
        return urllib.parse.parse_qs(uri.query)["secret"][0]


def owner(bench, service, *extra):
    return bench.keep(Owner(bench.programs, bench.folder / "assistant.log", bench.language, service.url,
                            bench.authority.pem, account=ACCOUNT, extra=("--enrol", *extra)))


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

    person.page("Prove that it is you")
    person.window.press(person.text("Mail to %1", MAIL_MASK), roles=("radio button",))
    person.go_on()
    person.page("Enter the code that was sent to you")
    person.enter("&Code of %n digits", outbox.code(MAILBOX))

    person.page("Add an authenticator app")
    secret = person.key_in_the_picture(bench.folder)
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

    person.press("&Finish", roles=("push button",))
    person.leave()
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
