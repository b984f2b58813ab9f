# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody at "Secure your account": signing in, a fresh proof, and each thing that can be registered."""
import subprocess
import urllib.parse

from .bench import ACCOUNT
from .person import Person
from .processes import until
from .proofs import QUESTIONS, code_of
from .window import plain

BUTTON = ("push button",)
LIST = "How you can get back in"
MAIL_PAGE, NUMBER_PAGE = "Which mail address should codes go to?", "Which number should texts go to?"


class Owner(Person):
    def sign_in(self, password):
        self.page("Secure your account")
        self.window.write(self.words("Your present &password"), password)
        self.press("&Sign in", roles=BUTTON)

    def enter(self, label, code):
        shown = self.text(label, n=len(code)) if "%n" in label else self.text(label)
        self.window.fill(self.window.find(("text", "entry", "password text"), shown), code)
        self.go_on()

    def enter_code(self, code):
        self.enter("&Code of %n digits", code)

    def prove_by(self, entry, *arguments):
        """Which of the registered ways it is, for whatever has been asked for."""
        self.page("Prove that it is you")
        self.press(entry, *arguments, roles=("radio button",))
        self.go_on()

    def is_registered(self):
        self.page(LIST)
        self.sees("It is registered.")

    def finish(self):
        self.press("&Finish", roles=BUTTON)
        self.leave()

    # --- what is registered: from the list back to it -----------------------------------------------------

    def add_mail(self, address, outbox):
        self.press("A mail address", roles=BUTTON)
        self.page(MAIL_PAGE)
        self.window.write(self.text("&Mail address"), address)
        self.press("&Send the code", roles=BUTTON)
        self.page("Enter the code to finish")
        self.enter_code(outbox.code(address))
        self.is_registered()

    def write_number(self, typed, shown, button="&Send the code"):
        """shown: as it is dialled, which stands beside the code."""
        self.window.write(self.text("&Phone number"), typed)
        self.press(button, roles=BUTTON)
        self.page("Enter the code to finish")
        self.window.see(shown)

    def add_call(self, typed, shown, outbox):
        self.press("Calls to a phone", roles=BUTTON)
        self.page("Which phone should be called?")
        self.write_number(typed, shown, "&Call me")
        self.enter_code(outbox.code(number_in(shown)))
        self.is_registered()

    def add_app(self, folder, account):
        """By the picture; its secret."""
        self.press("An authenticator app", roles=BUTTON)
        self.page("Add an authenticator app")
        secret = self.key_in_the_picture(folder, account)
        self.enter("2. Enter the code that the app shows", code_of(secret))
        self.is_registered()
        return secret

    def add_questions(self):
        self.press("Security questions", roles=BUTTON)
        self.page("Questions that only you can answer")
        for number, (*_, registered, _) in enumerate(QUESTIONS.values(), 1):
            # A box is reached by keys: Qt gives it no focus over the bus. Between them is what shows the answer.
            if number > 1:
                self.window.key("Tab", "Tab")
            box = plain(self.text("Question &%1", number))
            until(lambda box=box: self.window.focused() == box, f"focus on {box!r}")
            self.window.key("Down")  # the first one that is not chosen yet
            self.window.write(self.text("Answer to question %1", number), registered)
        self.press("&Register the answers", roles=BUTTON)
        self.is_registered()

    def add_key(self, key):
        self.press("A security key", roles=BUTTON)
        self.page("What is your security key called?")
        self.go_on()
        self.page("Plug in your security key and touch it")
        self.sees("Touch your security key")
        key.touch()
        self.is_registered()

    def key_in_the_picture(self, folder, account):
        """As a phone reads it off the screen: by a decoder that is not ours."""
        shot = folder / "screen.png"

        def look():
            self.window.picture(shot)
            read = subprocess.run(["zbarimg", "--quiet", "--raw", shot], capture_output=True, text=True, check=False)
            return read.stdout.strip()
        uri = urllib.parse.urlsplit(until(look, "a picture that can be read"))
        assert (uri.scheme, uri.netloc) == ("otpauth", "totp"), uri
        assert urllib.parse.unquote(uri.path).endswith(account), uri.path
        return urllib.parse.parse_qs(uri.query)["secret"][0]


def number_in(shown):
    """As the outbox has it: "+81 3-1234-5980" -> "+81312345980"."""
    return "".join(each for each in shown if each.isdigit() or each == "+")


def owner(bench, service, *extra, account=ACCOUNT):
    return bench.keep(Owner(bench.programs, bench.folder / "assistant.log", bench.language, service.url,
                            bench.authority.pem, account=account, extra=("--enrol", *extra)))
