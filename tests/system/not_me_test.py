#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
""""This was not me": the code of a message, through the window and by the link in a mail."""
import re
import sys

from support.bench import ACCOUNT, once, run_tests
from support.installed import Installed
from support.owner import owner as securing
from support.processes import until
from support.service import DEMO_PASSWORD
from support.window import Window

ADMINISTRATOR = "it@outlook.example"
OPEN = "Stop a recovery that is not &mine"
REFUSED = ("This code is wrong or too old, or was used already: then the recoveries were stopped at that time. Compare "
           "it with the message, or use that of a newer one.")
STOPPED = ("Somebody who reads the messages of this account said that something about it was not theirs. Until that is "
           "over, nothing is shown or changed here. The message to the contacts of the account says until when. Please "
           "ask your support what to do, also if you know nothing of it.")
LINK = re.compile(r"latchkey:not-me\?ticket=([2-9A-Z]{4}(?:-[2-9A-Z]{4}){3})")


def consumer(bench):
    settings = {**bench.outbox_settings(), "[[realm]]": {"id": "consumer", "profile": "consumer",
                                                         "name": "Personal accounts",
                                                         "administrators": [ADMINISTRATOR]}}
    return bench.service(settings=settings)


def messages(bench):
    return [message for _, message in bench.outbox().messages()]


def code_mail(bench):
    return until(lambda: next((m for m in messages(bench) if m["code"] and m["channel"] == "mail"), None),
                 "the mail with the code")


def stranger_at_code(bench, service):
    """Somebody else has come as far as the code of the account's mail."""
    person = bench.person(service)
    person.reason()
    person.account(ACCOUNT)
    person.challenge_by_work()
    person.choose("Mail to %1", "ms*****@example.com")
    person.confirm_mail("msabc123.backup")
    person.page("Enter your code")
    return person


def test_the_owner_stops_a_recovery_by_the_code_of_its_mail(bench):
    service = consumer(bench)
    stranger = stranger_at_code(bench, service)
    mail = code_mail(bench)
    stranger.close()
    ticket = LINK.search(mail["body"]).group(1)

    owner = bench.person(service)
    owner.page("Why can't you sign in?")
    owner.press(OPEN)
    dialog = Window("latchkey", title=owner.words("This was not me"))
    field = owner.words("Code to stop it, in the &message")
    dialog.write(field, "2222-2222-2222-2222")
    dialog.press(owner.words("&Stop all recoveries"))
    dialog.see(owner.words(REFUSED))
    dialog.write(field, ticket.lower().replace("-", " "))
    dialog.press(owner.words("&Stop all recoveries"))
    dialog.see(owner.words("Recoveries of the account are stopped"))
    dialog.see(owner.words("The administrators have been told."))
    owner.close()

    told = until(lambda: [m for m in messages(bench) if m["to"] == ADMINISTRATOR], "the mail to the administrator")
    assert ACCOUNT in told[0]["body"], told
    assert service.rows("SELECT COUNT(*) FROM freezes")[0][0] == 1
    assert service.rows("SELECT COUNT(*) FROM recoveries WHERE superseded = 1")[0][0] == 1

    # Whoever knows the password hears it at "Secure your account", and comes no further.
    person = securing(bench, service)
    person.sign_in(DEMO_PASSWORD)
    person.sees(STOPPED)
    person.close()
    service.stop()


@once
def test_a_link_fills_the_field_and_does_nothing_by_itself(bench):
    service = consumer(bench)
    stranger = stranger_at_code(bench, service)
    link = LINK.search(code_mail(bench)["body"])
    stranger.close()
    owner = bench.person(service, extra=(link.group(0),))
    dialog = Window("latchkey", title=owner.words("This was not me"))
    until(lambda: link.group(1) in dialog.contents(), "the code in the field")
    assert service.rows("SELECT COUNT(*) FROM freezes")[0][0] == 0
    dialog.press(owner.words("&Stop all recoveries"))
    dialog.see(owner.words("Recoveries of the account are stopped"))
    owner.close()
    service.stop()


@once
def test_the_desktop_opens_a_link_with_what_was_installed(bench):
    service = consumer(bench)
    stranger = stranger_at_code(bench, service)
    link = LINK.search(code_mail(bench)["body"])
    stranger.close()
    installed = bench.keep(Installed(bench))
    installed.configure(service.url, bench.authority.pem)
    assert "latchkey.desktop" in installed.become_handler()
    installed.open(link.group(0))
    dialog = Window("latchkey", title="This was not me")
    until(lambda: link.group(1) in dialog.contents(), "the code in the field")
    dialog.press("&Stop all recoveries")
    dialog.see("Recoveries of the account are stopped")
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
