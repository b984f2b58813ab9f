#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a recovery cannot go on, in realms that say so and in realms that do not, and the message to the
administrators."""
import sys

from support.bench import ACCOUNT, run_tests
from support.processes import until

ADMINISTRATOR = "it@contoso.example"
ASK = "Contact an &administrator"
SENT = "Your message was sent"
# In the first language of the service, whatever the person's is.
TOLD = "The account is not enabled for reset."


def explicit(bench):
    """A service whose one realm tells, with the accounts of the demo."""
    settings = {**bench.outbox_settings(),
                "[[realm]]": {"id": "workplace", "profile": "workplace", "name": "Contoso", "disclosure": "explicit",
                              "domains": ["contoso.example"], "administrators": [ADMINISTRATOR]},
                "[realm.support]": {"name": "Contoso help desk", "phone": "03-1234-5601"}}
    return bench.service(settings=settings)


def arrive(bench, service, account):
    person = bench.person(service)
    person.reason()
    person.account(account)
    person.challenge_by_work()
    return person


def mails(bench):
    return [message for _, message in bench.outbox().messages()]


def end(bench, service, account, title):
    """Leads to the page with this title, which names whom to ask."""
    person = arrive(bench, service, account)
    person.page(title, 60)
    person.window.see("Contoso help desk")
    return person


def test_each_cause_has_a_page_of_its_own(bench):
    service = explicit(bench)
    for account, title in (("nobody.at.all@contoso.example", "We do not know this account"),
                           ("disabled@contoso.example", "This account is disabled"),
                           ("managed@contoso.example", "This password is managed somewhere else"),
                           ("nocontact@contoso.example", "Too little is registered for this account")):
        person = end(bench, service, account, title)
        person.receipt()
        person.close()
    assert not mails(bench), "nobody pressed anything"
    service.stop()


def test_an_administrator_is_asked_once(bench):
    service = explicit(bench)
    account = "notenabled@contoso.example"
    person = end(bench, service, account, "This account is not enabled for reset")
    receipt = person.receipt()
    person.press(ASK, roles=("push button",))
    person.sees(SENT)
    person.sees("They check that it is you, then help you to sign in.")
    mail = until(lambda: mails(bench), "the mail to the administrator")
    assert len(mail) == 1 and mail[0]["to"] == ADMINISTRATOR and mail[0]["code"] is None, mail
    for fact in (account, receipt, TOLD):
        assert fact in mail[0]["body"], (fact, mail[0]["body"])
    assert "private@example.com" not in str(mail[0]), "a contact of the person"
    # A new recovery may ask again, three times a day.
    for _ in range(2):
        person.press("Try another account &name")
        person.page("Which account is it?")
        person.go_on()
        person.challenge_by_work()
        person.page("This account is not enabled for reset", 60)
        person.press(ASK, roles=("push button",))
        person.sees(SENT)
    person.press("Try another account &name")
    person.page("Which account is it?")
    person.go_on()
    person.challenge_by_work()
    person.page("This account is not enabled for reset", 60)
    person.press(ASK, roles=("push button",))
    person.sees_beginning("The administrators have been written to often enough. The next message can go out at %1. "
                          "Until then please ask your support.")
    until(lambda: len(mails(bench)) == 3, "three mails")
    service.stop()
    assert len(mails(bench)) == 3


def test_the_only_administrator_is_locked_out(bench):
    """Nobody would read a message to the administrators, so that there is none to send: the vendor is asked. Where
    there is another administrator, it goes to them."""
    owner, other = "owner@small-office.example", "other@small-office.example"
    office = {"id": "small-office", "profile": "workplace", "name": "Small office", "disclosure": "explicit",
              "domains": ["small-office.example"]}
    outbox = bench.outbox_settings()
    vendor = {"[realm.vendor_support]": {"name": "Vendor of the directory", "phone": "03-1234-5603"}}
    service = bench.service(settings={**outbox, "[[realm]]": {**office, "administrators": [owner]}, **vendor})
    person = arrive(bench, service, owner)
    person.page("You are the only administrator", 60)
    person.sees("Is there another administrator after all? Ask that person.")
    person.sees("Otherwise ask the support named below. They will check who you are first.")
    person.window.see("Vendor of the directory")
    assert not person.sees_now(ASK) and not any("Test help desk" in text for text in person.window.texts())
    person.receipt()
    person.close()
    service.stop()
    assert not mails(bench)

    service = bench.service(settings={**outbox, "[[realm]]": {**office, "administrators": [owner, other]}, **vendor})
    person = arrive(bench, service, owner)
    person.press(ASK, roles=("push button",))
    person.sees(SENT)
    assert not person.sees_now("You are the only administrator")
    until(lambda: any(mail["to"] == other for mail in mails(bench)), "the mail to the other administrator")
    service.stop()


def test_a_realm_that_does_not_tell_leads_everybody_on(bench):
    settings = {**bench.outbox_settings(), "[[realm]]": {"id": "consumer", "profile": "consumer",
                                                         "name": "Personal accounts",
                                                         "administrators": [ADMINISTRATOR]}}
    service = bench.service(settings=settings)
    for account in (ACCOUNT, "notenabled@outlook.com", "nobody.at.all@outlook.com"):
        person = arrive(bench, service, account)
        person.page("How should we check that it is you?", 60)
        person.press(ASK, roles=("push button",))
        person.press("&Send the message", roles=("push button",))
        person.sees(SENT)
        person.press("&Back to the page")
        person.page("How should we check that it is you?")
        person.close()
    until(lambda: len(mails(bench)) == 3, "a mail for each")
    bodies = "".join(mail["body"] for mail in mails(bench))
    assert TOLD in bodies  # the true cause is for the administrators
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
