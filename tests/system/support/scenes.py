# SPDX-License-Identifier: GPL-3.0-or-later
"""The walks of the tour: each scene leads to some pages of the real window and takes their pictures."""
import os
import shutil

from .key_ring import KeyRing
from .person import KEEPS, WIZARD
from .processes import until
from .service import start_code
from .soft_key import SoftKey
from .tour_ground import ACCOUNT, NEW_PASSWORD, OBJECTION, OBJECTION_REFUSED, OLD_PASSWORD, Tourist
from .window import Window, plain

def recovery(tour):
    """The demo from its first window to the end, by mail, with the code from the demo's own mailbox."""
    one = tour.person(extra=["--demo"])
    one.page("Why can't you sign in?", 120)
    phone = Window("latchkey", plain(one.words("Demo phone and mailbox")))
    one.window.focus_window()
    one.look("reason")
    one.look("phone-empty", phone)
    one.press("Stop a recovery that is not &mine")
    dialog = Window("latchkey", plain(one.words("This was not me")))
    one.look("not-me", dialog)
    dialog.write(one.words("Code to stop it, in the &message"), "7Q4K")
    dialog.press(one.words("&Stop all recoveries"))
    dialog.see(one.words("This is not such a code. It has 16 letters and digits, and no O, I, L, 0 or 1."))
    one.look("not-me-mistyped", dialog)
    dialog.key("Escape")
    one.window.focus_window()
    one.press("I know my password but cannot sign in", roles=("radio button",))
    one.see("Please check this first:", "reason-advice")
    one.reason()
    one.page("Which account is it?")
    one.look("account")
    label = one.words("&Account name or mail address")
    one.window.write(label, "name@")
    one.go_on()
    one.see("This does not look like an account name yet. Try name@example.com or COMPANY\\name.", "account-error")
    one.window.write(label, ACCOUNT)
    one.look("account-typed")
    one.go_on()
    one.page("A short security check")
    one.look("challenge")
    one.press("Let this PC &do it")
    one.page("How should we check that it is you?", 120)
    one.look("method")
    one.window.press(one.words("Mail to %1").replace("%1", "ms*****@example.com"), roles=("radio button",))
    one.go_on()
    one.page("Complete the mail address")
    one.look("confirm-mail")
    one.confirm_mail("msabc123.backup")
    one.page("Enter your code")
    one.see("The mail has been sent. It may take some minutes to arrive.", "code")
    code = code_on(phone, one)
    one.look("phone-mail", phone)
    tour.album.take_screen("code-and-phone")
    one.enter_code("0000000" if code != "0000000" else "1111111")
    one.see_left("This code is not right. You have %n tries left.", 4)
    one.look("code-wrong")
    one.enter_code(code)
    one.page("Choose a new password")
    one.look("password")
    field = one.window.find(("password text", "text"), one.words("&New password"))
    one.window.focus(field)
    one.window.type("Blue-ket")
    one.look("password-typed")
    one.press("&Suggest one", roles=("push button",))
    one.see("This is our suggestion. Write it down or remember it, then go on.", "password-suggested")
    one.password(OLD_PASSWORD)
    one.see("You have used it before. Choose one that is new.", "password-refused")
    one.password(NEW_PASSWORD)
    one.page("Your account is back", 60)
    one.look("done")
    one.look("phone-done", phone)
    one.press("The PC asks or says something &else")
    one.see("What the locked PC may ask or say", "done-cases")
    one.press("&Back to the page")
    one.try_password(OLD_PASSWORD)
    one.see("Not yet. Perhaps it is mistyped, or the change is still on its way: wait some minutes.", "done-refused")
    one.try_password(NEW_PASSWORD)
    one.see("It works: you can sign in with your new password.", "done-tried")
    card = tour.work / "card.pdf"
    one.save_card(card)
    one.sees_beginning("The card is saved. Open it to print it: %1")
    one.look("done-card")


def code_on(phone, person):
    """The code that the demo's phone shows."""
    field = phone.find(("text", "entry"), person.words("Code"), 60)
    return until(lambda: field.queryText().getText(0, -1), "a code on the phone")


def ways(tour):
    """The other ways to a code, what can be asked on the way, and stopping."""
    tour.serve()
    one = tour.person()
    one.to_challenge()
    one.page("A short security check")
    one.window.write(one.words("What you see or hear"), "nonsense")
    one.go_on()
    one.see("That was not it. Here is a new one.", "challenge-wrong")
    one.press("&Listen")
    one.look("challenge-listen")
    one.press("Let this PC &do it")
    one.page("How should we check that it is you?", 120)
    one.press("Contact an &administrator", roles=("push button",))
    one.see("An administrator can correct what is registered, or check that it is you in another way.",
            "method-administrator")
    one.press("&Send the message")
    one.see("Your message was sent", "method-administrator-told")
    one.press("&Back to the page")
    one.choose("Text to %1", "*********32")
    one.page("Complete the phone number")
    one.look("confirm-phone")
    one.confirm_phone("54")
    one.see("Type four digits, or the whole number.", "confirm-error")
    one.confirm_phone("5432")
    one.page("Enter your code")
    one.see("The text message has been sent. It may take some minutes to arrive.", "code-text")
    one.press("&My code did not come")
    one.see("Is the phone with this number at hand?", "code-missing")
    one.press("Yes, it is on and has reception", roles=("push button",))
    one.see("Do texts from companies arrive on this phone?")
    one.press("No, it gets none, or none from abroad", roles=("push button",))
    one.see("Have yourself called instead", "code-missing-advice")
    one.press("&Previous question")
    one.see("Do texts from companies arrive on this phone?")
    one.press("Yes", roles=("push button",))
    one.see("Is this right, letter by letter?", "code-missing-entry")
    one.press("I am not sure that it works for this account", roles=("push button",))
    one.see("They see what is the matter, and check in another way that it is you.", "code-missing-not-set-up")
    one.press("&Previous question")
    one.see("Is this right, letter by letter?")
    one.press("&Previous question")
    one.see("Do texts from companies arrive on this phone?")
    one.press("&Previous question")
    one.see("Is the phone with this number at hand?")
    one.press("&Back to the code")
    one.press("Get &help")
    one.see("Somebody can help you", "help")
    one.press("&Back to the page")
    one.window.press(one.words("Call %1").replace("%1", "********78"), roles=("push button",))
    one.page("Complete the phone number")
    one.look("confirm-call")
    one.confirm_phone("5978", "&Call me")
    one.page("Enter your code")
    one.see("The call has been placed. Press any key to hear the code.", "code-call")
    one.press("Cancel", roles=("push button",))
    one.see("Stop this recovery?", "cancel")
    one.press("&Stop", roles=("push button",))
    one.see("You have stopped here", "cancelled")

    one = tour.person()
    one.to_methods("pupil@school.example")
    one.look("method-questions")
    one.press("&I can use none of these")
    one.see("None of these can be used?", "method-none")
    one.press("&Back to the page")
    one.choose("My security questions", "")
    one.page("Answer your security questions")
    one.look("questions")
    for field in one.window.all(("password text",)):
        one.window.fill(field, "Sakura")
    one.look("questions-typed")
    one.go_on()
    one.see_left("At least one of the answers is not right. You have %n tries left.", 4)
    one.look("questions-wrong")

    one = tour.person()
    one.to_methods("careful@contoso.example")
    one.choose("Mail to %1", "ca*****@example.com")
    one.page("Complete the mail address")
    one.confirm_mail("careful.private")
    one.page("Enter your code")
    one.press("&My code did not come")
    one.press("Yes, and other mails arrive in it", roles=("push button",))
    one.press("A mail is there, but I wait for another message", roles=("push button",))
    one.see("Finish the step of that mail first", "code-missing-first-mail")
    one = tour.person()
    one.to_methods("worker@contoso.example")
    one.choose("Call %1", "********66")
    one.page("Complete the phone number")
    one.confirm_phone("5666", "&Call me")
    one.page("Enter your code")
    one.press("&My code did not come")
    one.press("I wait for a text, not for a call", roles=("push button",))
    one.see("No text comes: this phone is called", "code-missing-no-mobile")

    one = tour.person()
    one.reason("I know my password but cannot sign in")
    one.account("locked@contoso.example")
    one.challenge_by_work()
    one.prove_by_mail(tour.outbox, "locked.private")
    one.page("Choose a new password")
    one.look("password-locked")
    one.press("&Unlock, keep my password")
    one.page("Your account is unlocked", 60)
    one.look("done-unlocked")

    tour.clock.pass_time(minutes=1)  # until that mailbox gets another code
    tour.outbox.pass_over()  # the code that was missed above
    one = tour.person()
    one.reason("Somebody else may be using my account")
    one.account("worker@contoso.example")
    one.challenge_by_work()
    one.prove_by_mail(tour.outbox, "worker.private")
    one.password(NEW_PASSWORD)
    one.page("Your account is back", 60)
    one.look("done-somebody-else")

    starter = "new.starter@contoso.example"
    handed = start_code(tour.programs, starter, "--data", tour.data)
    one = tour.person()
    one.reason("I never got a password")
    one.account(starter)
    one.challenge_by_work()
    one.page("How should we check that it is you?", 120)
    one.look("method-start-code")
    one.choose("My start code", "")
    one.page("Enter your code")
    one.look("start-code")
    one.press("I have no s&tart code")
    one.see("You have no start code?", "start-code-none")
    one.press("&Back to the page")
    one.code(handed, 12)
    one.page("Choose your first password")
    one.look("password-first")
    one.password(NEW_PASSWORD, page="Choose your first password")
    one.page("Your account is ready", 60)
    one.look("done-first")

    one = tour.person()
    one.to_methods("itself@outlook.com")
    one.look("method-warning")

    one = tour.person()
    one.to_methods("authenticator@outlook.com")
    one.choose("My authenticator app", "")
    one.page("Enter your code")
    one.look("code-authenticator")

    one = tour.person()
    one.to_methods("administrator@contoso.example")
    one.look("method-first-of-two")
    one.prove_by_mail(tour.outbox, "administrator.private")
    one.page("How should we check that it is you?")
    one.look("method-second-of-two")
    tour.leave()
    tour.stop()


def keys(tour):
    """A security key that a program plays."""
    tour.serve()
    tools = tour.programs.parent / "tests"
    key = SoftKey(tools, "blue")
    stranger = SoftKey(tools, "red")
    try:
        key.register(tour.programs, "worker@contoso.example", "--data", tour.data)
        one = tour.person()
        one.to_methods("worker@contoso.example")
        one.look("method-security-key")
        one.choose("My security key", "")
        one.page("Use your security key")
        one.see("Plug in your security key", "security-key")
        stranger.plug()
        one.see("This key is not registered for the account", "security-key-other")
        stranger.unplug()
        key.plug()
        one.see("Touch your security key", "security-key-touch")
        key.touch()
        one.page("Choose a new password")
        key.count_from(1)
        one = tour.person()
        one.to_methods("worker@contoso.example")
        one.choose("My security key", "")
        one.see("Touch your security key")
        key.touch()
        one.see_left("The answer of this key was not accepted. You have %n tries left.", 4)
        one.look("security-key-refused")
        tour.leave()
        tour.stop()
        tour.administer("policy", "set", "workplace", "security_key_pin", "true")
        tour.serve()
        secured = SoftKey(tools, "green", pin="4711-pin")
        secured.register(tour.programs, "locked@contoso.example", "--data", tour.data)
        key.unplug()
        secured.plug()
        one = tour.person()
        one.to_methods("locked@contoso.example")
        one.choose("My security key", "")
        one.see("The one that you gave the key itself. It stays between you and the key.", "security-key-pin")
        one.window.write(one.words("&PIN of the security key"), "1234")
        one.go_on()
        one.see_left("This PIN is not right. The key takes %n more tries, then it locks itself.", 7)
        one.look("security-key-pin-wrong")
        secured.close()
        tour.leave()
    finally:
        stranger.close()
        key.close()
    tour.stop()


def ends(tour):
    """The pages on which a recovery cannot go on."""
    tour.serve()
    one = tour.person()
    one.to_methods("worker@contoso.example")
    one.choose("Mail to %1", "wo*****@example.com")
    for left in (4, 3, 2, 1):
        one.confirm_mail("somebody.else")
        one.see_left("This does not match what is registered. You have %n tries left.", left)
        if left == 4:
            one.look("confirm-mismatch")
    one.confirm_mail("somebody.else")
    one.see("Let us pause for now", "too-many-tries")

    tour.administer("accounts", "add", "newcomer@school.example")
    for account, title, name in (
            ("newcomer@school.example", "Too little is registered for this account", "nothing-registered-school"),
            ("nobody.at.all@contoso.example", "We do not know this account", "unknown-account"),
            ("disabled@contoso.example", "This account is disabled", "disabled"),
            ("managed@contoso.example", "This password is managed somewhere else", "managed-elsewhere"),
            ("nocontact@contoso.example", "Too little is registered for this account", "nothing-registered"),
            ("owner@small-office.example", "You are the only administrator", "only-administrator"),
            ("notenabled@contoso.example", "This account is not enabled for reset", "not-enabled")):
        one = tour.person()
        one.to_challenge(account)
        one.challenge_by_work()
        one.see(title, name, 120)
    one.press("Contact an &administrator", roles=("push button",))
    one.see("Your message was sent", "administrator-told")

    worker = "worker@contoso.example"
    tour.administer("accounts", "contacts", "add", worker, "090-1234-5688")
    one = tour.person()
    one.to_methods(worker)
    tour.administer("accounts", "contacts", "remove", worker, "c3")  # whoever has that phone now is out
    one.choose("Mail to %1", "wo*****@example.com")
    one.see("This recovery has ended", "overtaken")

    one = tour.person()
    one.to_methods()
    tour.stop()
    one.choose("Mail to %1", "ms*****@example.com")
    one.see("The recovery service cannot be reached", "unreachable")
    for database in tour.data.glob("latchkey.sqlite*"):
        database.unlink()
    tour.serve()  # at the same address, and knows nothing of this recovery
    one.press("&Try again")
    one.see("The time ran out", "expired")
    tour.leave()
    tour.stop()


def objections(tour):
    """What "this was not me" stops, said too late and in time."""
    tour.serve()
    one = tour.person()
    one.to_methods("worker@contoso.example")
    one.choose("Mail to %1", "wo*****@example.com")
    one.page("Complete the mail address")
    one.confirm_mail("worker.private")
    one.page("Enter your code")
    early = tour.outbox.fresh(lambda message: message["to"].startswith("worker.private"), "the mail with the code")
    one.code(early["code"])
    one.page("Choose a new password")
    one.password(NEW_PASSWORD)
    one.page("Your account is back", 60)
    late = tour.outbox.fresh(lambda message: message["to"].startswith("worker.private"), "the mail that tells of it")

    for mail, name in ((late, "not-me-too-late"), (None, "not-me-refused")):
        link = OBJECTION.search((mail or late)["body"]).group(0)
        one = tour.person(server=tour.ready["url"], ca=tour.ready["ca"], extra=[link])
        dialog = Window("latchkey", plain(one.words("This was not me")))
        dialog.press(one.words("&Stop all recoveries"))
        dialog.see(one.words("Recoveries of the account are stopped" if mail else OBJECTION_REFUSED))
        one.look(name, dialog)

    one = tour.person()
    one.to_challenge("worker@contoso.example")
    one.challenge_by_work()
    one.see("Recovery of this account is stopped", "stopped", 120)
    tour.leave()
    tour.stop()


def places(tour):
    """A place that is kept, and come back to."""
    tour.serve()
    key_ring = KeyRing(tour.work / "home")
    try:
        one = tour.person()
        one.reason()
        one.page("Which account is it?")
        one.press(KEEPS, roles=("check box",))
        one.look("account-keeps-place")
        one.account(ACCOUNT)
        one.page("A short security check")
        key_ring.wait_kept()
        one.challenge_by_work()
        one.page("How should we check that it is you?", 120)
        one.choose("Mail to %1", "ms*****@example.com")
        one.page("Complete the mail address")
        one = tour.person()
        one.page("Complete the mail address")
        one.see("Welcome back. You are where you left off.", "place-back")
        one.confirm_mail("msabc123.backup")
        one.page("Enter your code")
        one.enter_code(tour.outbox.code("msabc123.backup"))
        one.page("Choose a new password")
        one = tour.person()
        one.page("How should we check that it is you?")
        one.look("place-afresh")
        tour.leave()
        tour.stop()
        one = tour.person(server=tour.ready["url"], ca=tour.ready["ca"])
        one.see("Your place is still kept. If you start anew instead, it is given up.", "place-unreachable")
        for database in tour.data.glob("latchkey.sqlite*"):
            database.unlink()
        tour.serve()
        one.press("&Try again")
        one.sees_beginning("The recovery that you left is over: it was finished or stopped, it went on at another PC, "
                           "or its time ran out. Please start again. "
                           "If you had just set a new password, try that first.")
        one.look("place-gone")
        one.reason()
        one.account(ACCOUNT)  # asked once: it is kept again
        one.page("A short security check")
        key_ring.wait_kept()
        tour.leave()
        key_ring.put("not of ours")
        one = tour.person()
        one.page("Why can't you sign in?")
        one.see("The place that was kept on this PC cannot be read and has been removed. Please start again.",
                "place-unreadable")
        tour.leave()
    finally:
        key_ring.close()
    key_ring = KeyRing(tour.work / "home", refuses=True)
    try:
        one = tour.person()
        one.reason()
        one.page("Which account is it?")
        one.account(ACCOUNT, keeps=True)
        one.page("A short security check")
        one.window.see(one.words("Your place cannot be kept: this PC has no key store that can be used now. "
                                 "Everything else works. If Latchkey is closed before you are done, you start "
                                 "again."))
        one.look("place-not-kept")
        tour.leave()
    finally:
        key_ring.close()
    tour.stop()


def receipts(tour):
    """Going on from another PC, and what the first one says then."""
    tour.serve()
    account = "locked@contoso.example"  # whose mailbox has had no code for a while, as some time has to pass between two
    first = tour.person()
    first.window = Window("latchkey", WIZARD, first.program.process.pid)
    first.to_methods(account)
    receipt = first.receipt()
    second = Tourist(tour, server=tour.ready["url"], ca=tour.ready["ca"])
    try:
        second.window = Window("latchkey", WIZARD, second.program.process.pid)
        second.reason()
        second.page("Which account is it?")
        second.press("I have a &receipt from before")
        field = second.words("&Receipt of the recovery that you began")
        second.window.write(field, receipt[:-1])
        second.account(account)
        second.window.see(second.words("This is no receipt. It has six letters and digits, for example 7Q4-K2M, and no "
                                       "O, I, L, 0 or 1. Correct it, or leave the field empty to start anew."))
        second.look("receipt-error")
        second.window.write(field, receipt)
        second.look("receipt")
        second.go_on()
        second.challenge_by_work()
        second.prove_by_mail(tour.outbox, "locked.private")
        second.page("Choose a new password")
        second.look("receipt-continued")
        first.window.focus_window()
        first.choose("Mail to %1", "lo*****@example.com")
        first.see("You go on at another PC", "continued-elsewhere")
    finally:
        second.close()
    tour.leave()
    tour.stop()


def notices(tour):
    """The windows that stand in for the first page."""
    one = tour.person()
    one.see("This PC does not know your recovery service yet", "no-service")

    settings = tour.work / "settings" / "latchkey"
    settings.mkdir(parents=True)
    (settings / "latchkey.ini").write_text("server=http://recovery.example.com\n", encoding="utf-8")
    os.environ["XDG_CONFIG_HOME"] = str(settings.parent)
    one = tour.person()
    one.see("The settings of this program have a mistake", "bad-settings")
    del os.environ["XDG_CONFIG_HOME"]

    # Alone in its folder the assistant finds no service beside it.
    alone = tour.work / "alone"
    alone.mkdir()
    shutil.copy2(tour.programs / "latchkey", alone / "latchkey")
    programs, tour.programs = tour.programs, alone
    one = tour.person(extra=["--demo"])
    one.see("The demo could not start", "demo-failed")
    tour.programs = programs
    tour.leave()
