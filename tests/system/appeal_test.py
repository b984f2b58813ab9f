#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The appeal: from "I can use none of these" through the form, the review, the wait and the link of the mail to a new
password; what denies and cancels it, how many there are, and links that are none."""
import re
import subprocess
import sys

from support.appeals import (ADDRESS, APPROVAL, APPROVED, FIELD, FILED, MEMORY, NOT_ME, PAUSE, REVIEW, file_with,
                             give_address, journal, mail_to, review, settings, state_of, to_contact, to_form)
from support.bench import ACCOUNT, MAILBOX, once, run_tests
from support.memory import copies
from support.processes import until
from support.service import DEMO_PASSWORD
from support.window import Window

EARLIER, NEW = "tall-Oak-39-Latch", "Harbour-Lamp-41"
OWNER = MAILBOX + "@example.com"
CONTACTS = (OWNER, "+819098765432", "+81312345978")
# Whom it is about, its contacts, and the wait: longer where something could still prove the owner.
WAITS = {"en": (ACCOUNT, CONTACTS, 72), "ja": ("nocontact@outlook.com", (), 24)}
REFUSED = ("This code is wrong, used or too old, or the appeal was cancelled. Compare it with the newest mail, or file "
           "another appeal.")
NOT_ME_REFUSED = ("This code is wrong or too old, or was used already: then the recoveries were stopped at that time. "
                  "Compare it with the message, or use that of a newer one.")
SOMEBODY_ELSES = "2345-6789-ABCD-EFGH"
DAMAGED = ["latchkey:approved?ticket=2345-6789-ABCD-EFG", "latchkey:approved?ticket=2345%2D6789-ABCD-EFGH",
           "latchkey://example.com/approved?ticket=2345-6789-ABCD-EFGH",
           "latchkey:approved?ticket=2345-6789-ABCD-EFGH&server=https://example.com", "latchkey:open?ticket=" + SOMEBODY_ELSES]
MORE_MAY_COME = {"en": re.compile(r"you may send another request, up to three a day"),
                 "ja": re.compile(r"1 日に 3 回まで、あらためて申請していただけます")}


def fill_in(person):
    person.window.write(person.words("Na&mes"), "Mika Sato")
    person.window.write(person.words("&Last password that you remember"), EARLIER)


def told(bench, contacts):
    """How often each of the contacts was written to without a code."""
    recipients = [message["to"] for _, message in bench.outbox().messages() if not message["code"]]
    return [recipients.count(contact) for contact in contacts]


def test_an_appeal_leads_from_the_form_to_a_new_password(bench):
    account, contacts, hours = WAITS[bench.language]
    service = bench.service(settings=settings(bench))
    person = to_form(bench, service, account)
    fill_in(person)
    person.go_on()
    person.page(MEMORY)
    person.window.write(person.words("&Devices that you signed in with"), "an old tablet")
    person.window.write(FIELD[bench.language], "4711-Q")
    person.go_on()
    person.page(REVIEW)
    for said in ("an old tablet", FIELD[bench.language], "4711-Q"):
        person.window.see(said)
    assert not any(EARLIER in text for text in person.window.texts())
    person.press("&File the appeal", roles=("push button",))
    receipt = person.done(FILED)
    until(lambda: not copies(person.program.process.pid, EARLIER), "the earlier password to leave the memory", 10)
    person.leave()

    listed = service.administer("appeals", "show", receipt)
    assert account in listed and "4711-Q" in listed and EARLIER not in listed, listed
    review(service, receipt, "approve")
    decided, release = service.rows("SELECT decided_at, release_at FROM appeals WHERE receipt = ?", receipt)[0]
    assert release - decided == hours * 3_600_000, "the waiting time"
    until(lambda: told(bench, contacts) == [2] * len(contacts), "all contacts to be told of appeal and approval")
    bench.clock.pass_time(hours=hours - 1)
    assert state_of(service, receipt) == "approved"
    bench.clock.pass_time(hours=1)
    link = mail_to(bench, ADDRESS, APPROVED, "the mail with the code of the approval")
    assert {message["to"] for _, message in bench.outbox().messages()} == {ADDRESS, *contacts}
    sent = journal(service, "appeal-code-sent")
    assert len(sent) == 1 and sent[0][0] >= release, (sent, release)

    person = bench.person(service, extra=(link.group(0),))
    person.page(APPROVAL)
    until(lambda: person.window.length(person.window.find(("text", "password text", "entry"))) == 19,
          "the code in the field")
    outbox = bench.outbox()
    outbox.pass_over()
    person.go_on()
    person.code(outbox.code(ADDRESS))
    person.password(NEW)
    person.done()
    person.leave()
    assert bench.accepts(service, NEW, account)
    for path in service.data.glob("latchkey.sqlite*"):
        assert EARLIER.encode() not in path.read_bytes(), path

    person = bench.person(service)
    person.press("I have an approval &code")
    person.page(APPROVAL)
    person.window.write(person.words("&Code in the mail about your appeal"), link.group(1))
    person.go_on()
    person.sees(REFUSED)
    person.close()
    service.stop()


def denied(bench, service, receipt):
    """The applicant is told in the language of the appeal, and that more may be sent; nothing else happens."""
    review(service, receipt, "deny")
    body = mail_to(bench, ADDRESS, MORE_MAY_COME[bench.language], "the mail that says no").string
    assert receipt in body and not APPROVED.search(body), body
    assert state_of(service, receipt) == "denied"


def refused_as_approval(bench, service, link):
    before = len(journal(service, "approval-refused"))
    person = bench.person(service, extra=(link,))
    person.page(APPROVAL)
    person.go_on()
    person.sees(REFUSED)
    person.page(APPROVAL)
    person.close()
    assert len(journal(service, "approval-refused")) == before + 1


def stopped_by_its_owner(bench, service, receipt):
    """By what one of the contacts was told when it was approved; that approves nothing, and is not used up by a try."""
    outbox = bench.outbox()
    outbox.pass_over()
    review(service, receipt, "approve")
    notice = outbox.fresh(lambda message: message["to"] == OWNER, "the notice of the approval")
    ticket = NOT_ME.search(notice["body"])
    refused_as_approval(bench, service, "latchkey:approved?ticket=" + ticket.group(1))
    owner = bench.person(service, extra=(ticket.group(0),))
    dialog = Window("latchkey", title=owner.words("This was not me"))
    dialog.press(owner.words("&Stop all recoveries"))
    dialog.see(owner.words("Recoveries of the account are stopped"))
    owner.close()
    assert state_of(service, receipt) == "cancelled"


@once
def test_denied_and_cancelled_and_no_more_than_three_a_day(bench):
    service = bench.service(settings=settings(bench))
    for language, then in (("ja", denied), ("en", stopped_by_its_owner), ("en", denied)):
        bench.language = language
        person = to_form(bench, service)
        receipt = file_with(person)
        person.leave()
        then(bench, service, receipt)
        bench.clock.pass_time(seconds=PAUSE)
    codes = len(service.codes())
    person = to_contact(bench, service)
    give_address(person)
    for language in ("en", "ja"):
        person.switch_language(language)
        person.sees("No more appeals for now")
        person.sees("An account can be appealed for only so many times a day, and an address gets only so many codes. "
                    "This protects its owner.")
        person.sees_beginning("You can go on at %1.")
        person.window.see("help@example.com")
    person.close()
    assert len(service.codes()) == codes and service.rows("SELECT COUNT(*) FROM appeals") == [(3,)]
    # The approval that was cancelled comes to nothing, however long one waits.
    bench.clock.pass_time(hours=80)
    bench.language = "en"
    person = to_form(bench, service)
    receipt = file_with(person)  # on another day
    person.leave()
    assert not journal(service, "appeal-code-sent")
    # Once it is cleared up who said "this was not me", the new one may be approved; its code is good for a week.
    service.administer("accounts", "unfreeze", ACCOUNT)
    review(service, receipt, "approve")
    bench.clock.pass_time(hours=72)
    link = mail_to(bench, ADDRESS, APPROVED, "the mail with the code of the approval")
    bench.clock.pass_time(hours=7 * 24 + 1)
    refused_as_approval(bench, service, link.group(0))
    assert not journal(service, "appeal-code-used") and bench.accepts(service, DEMO_PASSWORD)
    service.stop()


def test_a_link_of_another_service_and_a_damaged_one_do_nothing(bench):
    service = bench.service(settings=settings(bench))
    before = service.rows("SELECT COUNT(*) FROM journal")
    for link in DAMAGED:
        refused = subprocess.run([bench.programs / "latchkey", "--server", service.url, "--ca", bench.authority.pem, link],
                                 capture_output=True, text=True, check=False, timeout=30)
        assert refused.returncode == 2 and len(refused.stderr.strip().splitlines()) == 1, (link, refused)
        assert "2345" not in refused.stderr + refused.stdout, refused

    person = bench.person(service, extra=("latchkey:approved?ticket=" + SOMEBODY_ELSES,))
    person.page(APPROVAL)
    until(lambda: person.window.length(person.window.find(("text", "password text", "entry"))) == 19,
          "the code in the field")
    assert service.rows("SELECT COUNT(*) FROM journal") == before, "a link acts on nothing by itself"
    person.go_on()
    person.sees(REFUSED)
    person.page(APPROVAL)
    person.close()
    assert len(journal(service, "approval-refused")) == 1

    person = bench.person(service, extra=("latchkey:not-me?ticket=" + SOMEBODY_ELSES,))
    dialog = Window("latchkey", title=person.words("This was not me"))
    dialog.press(person.words("&Stop all recoveries"))
    dialog.see(person.words(NOT_ME_REFUSED))
    person.close()
    assert len(journal(service, "objection-refused")) == 1
    for table in ("recoveries", "appeals", "freezes", "messages"):
        assert service.rows(f"SELECT COUNT(*) FROM {table}") == [(0,)], table
    service.administer("audit", "verify")
    assert bench.accepts(service, DEMO_PASSWORD)
    service.stop()


@once
def test_nothing_of_the_form_is_left_after_stopping(bench):
    service = bench.service(settings=settings(bench))
    person = to_form(bench, service)
    fill_in(person)
    process = person.program.process.pid
    until(lambda: copies(process, EARLIER), "the earlier password in the dump")  # or it would prove nothing
    person.press("Cancel", roles=("push button",))
    person.press("&Stop", roles=("push button",))
    person.page("You have stopped here")
    until(lambda: not copies(process, EARLIER), "the earlier password to leave the memory", 10)
    person.close()
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
