# SPDX-License-Identifier: GPL-3.0-or-later
"""The scenes of the tour about "Secure your account"."""
import re

from .appeals import NONE
from .proofs import QUESTIONS_PAGE, code_of
from .tour_ground import ACCOUNT, OLD_PASSWORD

MASK, MAILBOX = "ms*****@example.com", "msabc123.backup"
CODE, APP_CODE = "&Code of %n digits", "2. Enter the code that the app shows"


def enrolments(tour):
    """Signing in, the list, a fresh proof, an app, a phone, a removal, the end."""
    tour.serve()
    one = tour.person(server=tour.ready["url"], ca=tour.ready["ca"], account=ACCOUNT, extra=("--enrol",))

    def enter(label, code):
        one.window.fill(one.window.find(("text", "entry", "password text"), one.text(label, n=len(code)) if "%n" in label
                                        else one.text(label)), code)
        one.go_on()
    one.page("Secure your account")
    one.look("enrol-sign-in")
    for password, name in (("Wrong-2026", "enrol-sign-in-refused"), (OLD_PASSWORD, "enrol-list")):
        one.window.write(one.words("Your present &password"), password)
        one.press("&Sign in", roles=("push button",))
        one.see("Account name and password do not go together, or this account cannot sign in just now. Please check "
                "both." if password != OLD_PASSWORD else "How you can get back in", name)
    one.press("An authenticator app", roles=("push button",))
    one.see("Prove that it is you", "enrol-proof")
    one.press(NONE, roles=("push button",))
    one.see("When none of these can be used any more", "enrol-all-lost")
    one.press("&Back to the page", roles=("push button",))
    one.press("Mail to %1", MASK, roles=("radio button",))
    one.go_on()
    one.see("Enter the code that was sent to you", "enrol-proof-code")
    enter(CODE, tour.outbox.code(MAILBOX))
    one.see("Add an authenticator app", "enrol-app")
    spelled = next(found.group() for found in (re.search(r"([A-Z2-7] ){3}[A-Z2-7],.*", text)
                                               for text in one.window.texts()) if found)
    enter(APP_CODE, code_of(re.sub("[ ,]", "", spelled)))
    one.see("It is registered.", "enrol-list-added")
    one.press("%1: %2", one.text("Remove"), one.text("Authenticator app"), roles=("push button",))
    one.see("&Keep it", "enrol-remove")
    one.press("&Keep it", roles=("push button",))
    one.press("Texts to a mobile phone", roles=("push button",))
    one.see("Which number should texts go to?", "enrol-number")
    one.window.write(one.words("&Phone number"), "090 1234 5678")
    one.press("&Send the code", roles=("push button",))
    one.see("Enter the code to finish", "enrol-number-code")
    one.press("Cancel", roles=("push button",))
    one.see("Stop and sign out?", "enrol-stop")
    one.press("&Sign out", roles=("push button",))
    one.see("&Close", "enrol-end")

    one = tour.person(server=tour.ready["url"], ca=tour.ready["ca"], account="nocontact@outlook.com", extra=("--enrol",))
    one.window.write(one.words("Your present &password"), OLD_PASSWORD)
    one.press("&Sign in", roles=("push button",))
    one.see("Not &now", "enrol-list-nothing")

    one = tour.person(server=tour.ready["url"], ca=tour.ready["ca"], account="notenabled@outlook.com", extra=("--enrol",))
    one.window.write(one.words("Your present &password"), OLD_PASSWORD)
    one.press("&Sign in", roles=("push button",))
    one.see("&Finish", "enrol-list-closed")

    one = tour.person(server=tour.ready["url"], ca=tour.ready["ca"], account="pupil@school.example", extra=("--enrol",))
    one.window.write(one.words("Your present &password"), OLD_PASSWORD)
    one.press("&Sign in", roles=("push button",))
    one.see("One way only is fragile: when it is lost, you are locked out. Add a second one.", "enrol-fragile")
    one.press("%1: %2", one.text("Change"), one.text("Security questions"), roles=("push button",))
    one.page("Prove that it is you")
    one.press("Security questions", roles=("radio button",))
    one.go_on()
    one.see(QUESTIONS_PAGE, "enrol-proof-questions")
    for field, right in zip(one.window.all(("password text",)), ("Hanako", "Sakura", "Mount Fuji"), strict=True):
        one.window.fill(field, right)
    one.go_on()
    one.see("Questions that only you can answer", "enrol-questions")

    tour.outbox.pass_over()
    tour.administer("reset", ACCOUNT)
    body = tour.outbox.fresh(lambda each: each["to"].startswith(MAILBOX), "the temporary password")["body"]
    one = tour.person(server=tour.ready["url"], ca=tour.ready["ca"], account=ACCOUNT, extra=("--enrol",))
    one.window.write(one.words("Your present &password"), re.search(r"^    (\S{8,})$", body, re.MULTILINE).group(1))
    one.press("&Sign in", roles=("push button",))
    one.see("Choose a new password now", "enrol-sign-in-to-change")
    tour.leave()
    tour.stop()
