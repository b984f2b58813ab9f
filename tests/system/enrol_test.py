#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Securing an account: signing in, a fresh proof, an app by the picture that a phone would read, a second phone."""
import re
import subprocess
import sys

from support.appeals import CONTACT, INTRO, NONE
from support.bench import ACCOUNT, MAIL_MASK, MAILBOX, once, run_tests
from support.key_ring import KeyRing
from support.owner import BUTTON, LIST, owner
from support.processes import until
from support.proofs import code_of
from support.service import DEMO_PASSWORD, SUPPORT
from support.window import Window, plain

WORKPLACE = {"id": "workplace", "profile": "workplace", "domains": ["contoso.example"]}  # beside that of all others


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
    # Whatever covers it for a while gives it back.
    for opened, closed in (("Get &help", "&Back to the page"), ("Cancel", "&Keep going")):
        person.press(opened, roles=BUTTON)
        person.press(closed, roles=BUTTON)
        assert person.key_in_the_picture(bench.folder, ACCOUNT) == secret

    # What was not confirmed in its time is said to be over, and another one is begun with.
    bench.clock.pass_time(minutes=10)
    person.enter("2. Enter the code that the app shows", code_of(secret))
    person.sees("The time for this picture is over, and nothing was registered. If the app has taken it up already, "
                "delete that entry there. Then go on with a new picture.")
    person.press("&Show a new picture", roles=BUTTON)
    person.prove_by("Mail to %1", MAIL_MASK)
    person.enter_code(outbox.code(MAILBOX))
    person.page("Add an authenticator app")
    earlier, secret = secret, person.key_in_the_picture(bench.folder, ACCOUNT)
    assert secret != earlier
    person.enter("2. Enter the code that the app shows", "000000")
    person.sees_beginning("This code is not right.")
    person.enter("2. Enter the code that the app shows", code_of(secret))
    person.page("How you can get back in")
    person.sees("It is registered.")
    person.sees("Confirmed today.")

    # The proof is still fresh: what follows needs none.
    person.press("%1: %2", person.text("Remove"), person.text("Authenticator app"), roles=("push button",))
    person.sees("From then on it can no longer recover your account. Your contacts are told.")
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


def by_a_script(bench, service, account, server=None):
    """As it runs at a sign-in to the PC: its status, where no window comes."""
    command = [bench.programs / "latchkey", "--server", server or service.url, "--ca", bench.authority.pem, "--account",
               account, "--language", bench.language, "--enrol", "--if-needed"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@once
def test_a_script_opens_it_until_it_is_done(bench):
    bench.keep(KeyRing(bench.name("home")))
    outbox = bench.outbox()
    service = bench.service(settings={
        **bench.outbox_settings(),
        "[realm.registration]": {"use": "required"},
        "[[realm]] # where nobody may put it off": WORKPLACE,
        "[realm.registration] # the same": {"use": "required", "may_skip": False},
    })
    # Put off, and asked again.
    newcomer = "nocontact@outlook.com"
    person = owner(bench, service, "--if-needed", account=newcomer)
    person.sign_in(DEMO_PASSWORD)
    person.page(LIST)
    person.sees("Your organisation asks for %n ways to get back in. You can also register them later.", n=1)
    assert not person.sees_now("&Finish") and not person.sees_now("Cancel")
    person.press("Not &now", roles=BUTTON)
    person.page("You are signed out")
    person.leave()
    person = owner(bench, service, "--if-needed", account=newcomer)
    person.sign_in(DEMO_PASSWORD)
    person.page(LIST)
    person.add_mail("newcomer@example.net", outbox)
    assert not person.sees_now("Not &now") and not person.sees_now("Your organisation asks for %n ways to get back in. "
                                                                   "You can also register them later.", n=1)
    person.finish()
    met = by_a_script(bench, service, newcomer)
    assert (met.returncode, met.stderr) == (0, ""), met

    # Not put off: it can be closed, and says that it comes back.
    bench.language, worker = "ja", "nocontact@contoso.example"
    person = owner(bench, service, "--if-needed", account=worker)
    person.sign_in(DEMO_PASSWORD)
    person.page(LIST)
    person.sees("Your organisation requires %n ways to get back in. You are asked at each sign-in until they are "
                "registered.", n=1)
    assert not person.sees_now("Not &now") and not person.sees_now("&Finish")
    person.press("Cancel", roles=BUTTON)
    person.page("Stop and sign out?")
    again = "Your organisation requires more than is registered: you are asked again at the next sign-in."
    person.sees(again)
    person.press("&Sign out", roles=BUTTON)
    person.page("You are signed out")
    person.sees(again)
    person.leave()
    person = owner(bench, service, "--if-needed", account=worker)
    person.sign_in(DEMO_PASSWORD)
    person.page(LIST)
    person.add_mail("worker@example.net", outbox)
    person.finish()
    met = by_a_script(bench, service, worker)
    assert (met.returncode, met.stderr) == (0, ""), met

    # Who could not be helped by anything that they register is told so, and asked for it no more.
    barred = "notenabled@contoso.example"
    person = owner(bench, service, "--if-needed", account=barred)
    person.sign_in(DEMO_PASSWORD)
    person.page(LIST)
    told = ("At present no new password can be set here for this account, whatever is registered. There is nothing that "
            "you have to do. If you forget your password one day, please ask your support.")
    person.sees(told)
    person.press("&Finish", roles=BUTTON)
    person.page("You are signed out")
    person.sees(told)
    person.leave()
    met = by_a_script(bench, service, barred)
    assert (met.returncode, met.stderr) == (0, ""), met

    service.stop()
    # Nobody answers, with a reminder of the service and with none.
    for server in (service.url, service.url.replace("127.0.0.1", "localhost")):
        unknown = by_a_script(bench, service, worker, server)
        assert unknown.returncode == 1 and len(unknown.stderr.splitlines()) == 1, unknown


def test_who_has_lost_all_of_it_is_led_on(bench):
    service = bench.service(settings={**bench.outbox_settings(),
                                      "[[realm]] # without appeals": WORKPLACE,
                                      "[realm.support] # the same": SUPPORT})

    def has_lost_all(account):
        person = owner(bench, service, account=account)
        person.sign_in(DEMO_PASSWORD)
        person.page(LIST)
        person.press("An authenticator app", roles=BUTTON)
        person.page("Prove that it is you")
        person.press(NONE, roles=BUTTON)
        person.page("When none of these can be used any more")
        person.sees("What you have lost is removed by an administrator. After that you can register anew here.")
        person.window.see(SUPPORT["name"])
        return person

    # Nobody can be asked but an administrator, who takes away what is lost.
    worker = "nocontact@contoso.example"
    person = owner(bench, service, account=worker)
    person.sign_in(DEMO_PASSWORD)
    person.page(LIST)
    person.add_mail("lost@example.net", bench.outbox())
    person.finish()
    bench.clock.pass_time(minutes=11)
    person = has_lost_all(worker)
    assert not person.sees_now("As&k for a check by hand")
    row = service.administer("accounts", "contacts", "list", worker).split()
    assert row[1:3] == ["mail", "lost@example.net"], row
    service.administer("accounts", "contacts", "remove", worker, row[0])
    person.press("&Back to the page", roles=BUTTON)
    person.press("Mail to %1", "lo*****@example.net", roles=("radio button",))
    person.go_on()
    person.page("It cannot go on just now")
    person.press("&Sign in again", roles=BUTTON)
    person.sign_in(DEMO_PASSWORD)
    person.sees("Nothing is registered yet that could recover this account. Add at least one way, better two.")
    person.add_mail("found@example.net", bench.outbox())
    person.finish()

    person = has_lost_all(ACCOUNT)
    person.press("As&k for a check by hand", roles=BUTTON)
    person.window = Window("latchkey", person.text("Which account is it?"))
    person.sees("Two steps come first: the account, and a short security check. Then you can ask for the check by hand.")
    assert person.window.contents()[0] == ACCOUNT, person.window.contents()
    person.go_on()
    person.window = Window("latchkey", person.text("A short security check"))
    person.press("Let this PC &do it")
    person.window = Window("latchkey", person.text("How should we check that it is you?"))
    person.page(INTRO)
    person.press("Be&gin")
    person.window = Window("latchkey", person.text(CONTACT))
    # The window that led here can go.
    person.window = Window("latchkey", person.text("Prove that it is you"))
    person.press("Cancel", roles=BUTTON)
    person.press("&Sign out", roles=BUTTON)
    person.window = Window("latchkey", person.text("Secured"))
    person.press("&Close")
    person.window = Window("latchkey", person.text(CONTACT))
    person.sees("&Mail address for the answer")
    service.stop()


@once
def test_who_has_to_change_their_password_is_led_to_a_recovery(bench):
    service, outbox = bench.service(settings=bench.outbox_settings()), bench.outbox()
    service.administer("reset", ACCOUNT)
    sent = outbox.fresh(lambda each: each["to"].startswith(MAILBOX), "the temporary password")
    temporary, fresh = re.search(r"^    (\S{8,})$", sent["body"], re.MULTILINE).group(1), "Harbour-Lamp-41"

    person = owner(bench, service)
    person.window = Window("latchkey", plain(person.text("Secure your account")))
    person.sign_in(temporary)
    person.press("Choose a new password now", roles=BUTTON)
    beside = Window("latchkey", person.text("Which account is it?"))
    assert beside.contents()[0] == ACCOUNT, beside.contents()
    # The window that led here can go.
    person.window.focus_window()
    person.press("Cancel", roles=BUTTON)
    until(lambda: not person.window.all(), "the window that led here to be gone")
    person.window = Window("latchkey")
    person.go_on()
    person.challenge_by_work()
    person.prove_by_mail(outbox, MAILBOX)
    person.password(fresh)
    person.done()
    person.leave()
    assert bench.accepts(service, fresh)
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
