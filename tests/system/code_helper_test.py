#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
""""My code did not come", each cause and the one thing to do: in a realm that does not tell, where the person's
replies alone lead there, and in one that tells, where relay and gateway have spoken. Every other row is in
Japanese."""
import dataclasses
import re
import sys
import xml.etree.ElementTree as ElementTree

from support.bench import once, run_tests
from support.missing_code import (ADMINISTRATOR, AGAIN, BACK, CALL, CORRECT, OTHERS, PAUSE, REPAIR, REPAIR_AND_WAIT, START,
                                  SUPPORT, WAIT, Helper, Row, Way, rows_in, sentences_of)
from support.person import CATALOGUE
from support.processes import until
from support.service import SUPPORT as HELP_DESK

ACCOUNT, LONELY, NOBODY = "mika@example.org", "lonely@example.org", "nobody.at.all@example.org"
AT_HOME, CHIEF = "at.home@example.org", "it@example.org"  # a home phone alone; the realm's administrator
SENDER, NUMBER = "no-reply@example.com", "+81312345978"  # as the servers of the bench have them
LIMITS = {"confirm_misses": 50, "absolute": "4h"}  # many entries and several hours in one recovery

MAIL = Way("Mail to %1", "fi*****@example.com", "first.address")
LOCKED = Way("Mail to %1", "mi*****@example.org", "mika")
TEXT = Way("Text to %1", "*********32", "5432")
HOME_CALL = Way("Call %1", "********78", "5978")
ONLY_MAIL = Way("Mail to %1", "on*****@example.com", "only.address")

# Replies to the questions.
OPENS, NOT_JUNK, ALL_RIGHT = "Yes, and other mails arrive in it", "Yes, it is not there", "Yes, all of it is right"
PHONE_ON, YES = "Yes, it is on and has reception", "Yes"
WRONG_NAME = "The account name is not right"

# Sentences of the advice that more than one row has.
AS_IT_SHOULD = "All is as it should be. Some minutes are quite normal."
YET_NOT_THERE = "All is as it should be, and yet it is not there."
BEFORE_IS_INVALID = "Then the one before is no longer valid."
OTHERS_ARE_GOOD = "The other ways that are registered for you are just as good."
NUMBER_CAN_BE_CALLED = "The same number can be called, and the code be said."
OFF = "Switch the phone on, switch its flight mode off, and look for a place with reception."
MAILBOX_FULL = "A full mailbox takes no mail. Delete large mails, and empty its bin."
NO_ACCESS = "A code in a mailbox that you cannot open does not help you."
STILL_SIGNED_IN = ("You can read this mailbox only where you are still signed in, for example on your phone.")
OLD_NUMBER = "Once you are back in your account, have the old number replaced there."
MAY_LACK = ("The registered number may also lack its country code, or keep a 0 after it. Your support can correct "
            "that.")
CALLS_BLOCKED = ("Let calls from unknown numbers through for a moment, in the settings of the phone or at its "
                 "provider.")
TEXTS_BLOCKED = ("Let texts from unknown senders through for a moment, in the settings of the phone or at its "
                 "provider.")
MAIL_SENT = "The mail has been sent. It may take some minutes to arrive."
TEXT_SENT = "The text message has been sent. It may take some minutes to arrive."

GENERAL = [
    Row("sent a moment ago", MAIL, [(AS_IT_SHOULD,)], BACK, (OPENS, NOT_JUNK, ALL_RIGHT), title=WAIT, soon=True,
        page=MAIL_SENT),
    Row("a mailbox that is full", MAIL, [(MAILBOX_FULL,)], BACK, ("Yes, but it is full",), title=REPAIR_AND_WAIT,
        soon=True),
    Row("among the junk", MAIL, [
        ("If it is there, mark it as no junk, so that later ones come to your inbox.",),
        ("It comes from %1: allow this sender.", SENDER)], BACK, (OPENS, "Not yet"), title="Look in the junk mail"),
    Row("the first mail's step is not finished", MAIL, [(
        "Enter the code of that mail here. As long as this step is not finished, no other message goes out. Of several "
        "mails only the newest counts.",)], BACK, (OPENS, "A mail is there, but I wait for another message"),
        title="Finish the step of that mail first"),
    Row("no access to the mailbox any more", MAIL, [(NO_ACCESS,), (OTHERS_ARE_GOOD,)], OTHERS,
        ("No, I cannot open it any more",)),
    Row("the mailbox of the locked account", MAIL, [(STILL_SIGNED_IN,)], OTHERS, ("No, it is the locked account's",)),
    Row("a mistyped address", MAIL, [("A code goes out only where it was typed right.",)], CORRECT,
        (OPENS, NOT_JUNK, "What I typed is not right")),
    Row("a full mailbox after a while", MAIL, [(MAILBOX_FULL,), (BEFORE_IS_INVALID,)], AGAIN, ("Yes, but it is full",),
        later=PAUSE),
    Row("a mail that nothing is wrong with", MAIL, [(YET_NOT_THERE,), ("It comes from %1: allow this sender.", SENDER)],
        AGAIN, (OPENS, NOT_JUNK, ALL_RIGHT), later=PAUSE),
    Row("a contact that is the locked account itself", LOCKED, [(STILL_SIGNED_IN,)], OTHERS),
    Row("a phone without reception", TEXT, [(OFF,)], BACK, ("It is off, or has no reception",), title=REPAIR_AND_WAIT,
        page=TEXT_SENT),
    Row("texts of unknown senders blocked", TEXT, [(TEXTS_BLOCKED,), ("The text comes from %1.", NUMBER)], BACK,
        (PHONE_ON, "Unknown senders are blocked"), title=REPAIR_AND_WAIT),
    Row("somebody else's number by now", TEXT, [(OLD_NUMBER,)], OTHERS, ("No, I do not have that number any more",)),
    Row("a landline or an internet phone", TEXT, [("Landlines and internet phones often take no texts.",),
                                                  (NUMBER_CAN_BE_CALLED,)], CALL,
        ("It is a landline or an internet phone",)),
    Row("no texts, or none from abroad", TEXT, [("Some phones and providers take no texts, or none from abroad.",),
                                                (MAY_LACK,)], CALL,
        (PHONE_ON, "No, it gets none, or none from abroad")),
    Row("a phone off after a while", TEXT, [(OFF,), (BEFORE_IS_INVALID,)], AGAIN, ("It is off, or has no reception",),
        later=PAUSE),
    Row("a phone off that was called", HOME_CALL, [(OFF,)], BACK, ("It is off, or has no reception",),
        title=REPAIR_AND_WAIT),
    Row("somebody else's number that was called", HOME_CALL, [(OLD_NUMBER,)], OTHERS,
        ("No, I do not have that number any more",)),
    Row("calls from unknown numbers blocked", HOME_CALL, [(CALLS_BLOCKED,), ("The call comes from %1.", NUMBER)], BACK,
        (PHONE_ON, "No, unknown callers are blocked"), title=REPAIR_AND_WAIT),
    Row("calls blocked after a while", HOME_CALL, [(CALLS_BLOCKED,), (BEFORE_IS_INVALID,)], AGAIN,
        (PHONE_ON, "No, unknown callers are blocked"), later=PAUSE),
    Row("a call that nothing is wrong with", HOME_CALL, [(AS_IT_SHOULD,)], BACK, (PHONE_ON, YES, ALL_RIGHT), title=WAIT),
]

BEING_SENT = Row("being sent", MAIL, [("It is being sent at this moment.",)], BACK, title=WAIT,
                 at_once=True)
WRONG_ACCOUNT = Row("a mistyped account", MAIL, [("This attempt is stopped then. The next one takes just as few steps.",)],
                    START, (OPENS, NOT_JUNK, WRONG_NAME))
NO_OTHER_WAY = Row("nothing else is registered", ONLY_MAIL,
                   [(NO_ACCESS,), ("No other way is registered for you. Your support can go on from here.",)], SUPPORT,
                   ("No, I cannot open it any more",))
TO_BE_CALLED = ("No mobile phone that takes texts is offered for you. This phone rings, and a voice says the code. Once you "
                "are back in your account, have a mobile registered.")
NO_MOBILE = Row("no mobile is registered", HOME_CALL, [(TO_BE_CALLED,)], BACK, ("I wait for a text, not for a call",),
                title="No text comes: this phone is called", soon=True)
MISSED_CALL = dataclasses.replace(NO_MOBILE, name="no mobile, and a call that was missed", action=AGAIN, soon=False,
                                  later=PAUSE, says=[(TO_BE_CALLED,), (
    "Did you miss the call? Have the code sent again. Then the one before is no longer valid.",)])
NOT_SET_UP = Row("an account that nothing is sent for", MAIL, [
    ("For some accounts nothing is ever sent: reset is not switched on for them, too little is registered, or only certain "
     "people may reset them, administrators for example. To protect them it is not shown here which ones these are.",),
    ("They see what is the matter, and check in another way that it is you.",)], ADMINISTRATOR,
    (OPENS, NOT_JUNK, "I am not sure that it works for this account"))
EVERYWHERE = [BEING_SENT, WRONG_ACCOUNT, NO_OTHER_WAY, NO_MOBILE, MISSED_CALL, NOT_SET_UP]


def mailbox(start):
    return Way("Mail to %1", f"{start}*****@example.com", f"{start}.mailbox")


def mobile(end, pattern="Text to %1"):
    return Way(pattern, f"*********{end}", f"00{end}")


LOST = "It could not be delivered. “My code did not come” says why, and what to do."
CAME_BACK = "The mail came back. “My code did not come” says why, and what to do."
TRIED_AGAIN = "It has not been taken yet. It is tried again by itself."
CAME_BACK_FULL = "The mail came back, because the mailbox is full. Delete large mails, and empty its bin."
UNREACHABLE = ("The phone could not be reached. Switch it on, switch its flight mode off, and look for a place with "
               "reception.")
NOT_TAKEN = "It could not be delivered to this number."
KEEPS_ZERO = "The registered number keeps a 0 after its country code. Your support can correct that."
LACKS_CODE = "The registered number lacks its country code. Your support can correct that."

# How numbers are registered; most are as they should be.
REGISTERED = {"21": "+81 090-1200-0021", "22": "090-1200-0022"}
LANDLINE, INTERNET_PHONE = "03-1200-0031", "050-1200-0032"

TOLD_OF_MAILS = [
    Row("tried again", mailbox("aa"), [(TRIED_AGAIN,)], BACK, title=WAIT, answers=("relay", "defer-451"),
        page=TRIED_AGAIN),
    Row("full, and tried again", mailbox("ab"), [(
        "The mailbox is full and takes no mail. Delete large mails, and empty its bin: it is tried again by itself.",)],
        BACK, title=REPAIR_AND_WAIT, answers=("relay", "452-4.2.2"), page=TRIED_AGAIN),
    Row("full, and came back", mailbox("ac"), [(CAME_BACK_FULL,)], BACK, title=REPAIR, answers=("relay", "552-5.2.2"),
        page=CAME_BACK),
    Row("full, came back, after a while", mailbox("ad"), [(CAME_BACK_FULL,), (BEFORE_IS_INVALID,)], AGAIN, later=PAUSE,
        answers=("relay", "552-5.2.2"), page=CAME_BACK),
    Row("no such mailbox", mailbox("ae"), [(
        "The mail came back: there is no such mailbox, or no longer. Your support can correct what is registered.",)],
        OTHERS, answers=("relay", "refuse-550"), page=CAME_BACK),
    Row("taken for junk by the other side", mailbox("af"), [
        ("The mail came back: the other side takes it for junk, or its rules keep it out.",),
        ("It comes from %1: allow this sender.", SENDER)], OTHERS, answers=("relay", "550-5.7.1"), page=CAME_BACK),
    Row("came back for another reason", mailbox("ag"), [("The mail came back, and another one would do the same.",)],
        OTHERS, answers=("relay", "550-5.0.0"), page=CAME_BACK),
    Row("taken, and among the junk", mailbox("ah"), [("It comes from %1: allow this sender.", SENDER)], BACK,
        (OPENS, "Not yet"), title="Look in the junk mail", answers=("relay", "accept"), page=MAIL_SENT),
    Row("taken, of the locked account", LOCKED, [(STILL_SIGNED_IN,)], OTHERS, answers=("relay", "accept"),
        page=MAIL_SENT),
]
TOLD_OF_PHONES = [
    Row("takes no texts", mobile("11"), [("This number takes no texts: it is a landline or an internet phone.",),
                                         (NUMBER_CAN_BE_CALLED,)], CALL, answers=("gateway", "cannot-text"), page=LOST),
    Row("blocked", mobile("12"), [("This phone or its provider has blocked messages of this kind.",)], CALL,
        answers=("gateway", "blocked"), page=LOST),
    Row("without country code", mobile("13"), [(
        "The number is registered without its country code, so nothing reaches it. Your support can correct that.",)],
        OTHERS, answers=("gateway", "no-country-code"), page=LOST),
    Row("nobody's number", mobile("14"), [(
        "No phone has this number. Your support can correct what is registered.",)], OTHERS,
        answers=("gateway", "invalid-number"), page=LOST),
    Row("a leading 0, not taken", mobile("21"), [(NOT_TAKEN,), (KEEPS_ZERO,)], CALL, answers=("gateway", "400"),
        page=LOST),
    Row("unreachable", mobile("15"), [(UNREACHABLE,)], BACK, title=REPAIR, answers=("gateway", "unreachable"), page=LOST),
    Row("unreachable for a while", mobile("16"), [(UNREACHABLE,), (BEFORE_IS_INVALID,)], AGAIN, later=PAUSE,
        answers=("gateway", "unreachable"), page=LOST),
    Row("no country code, a call not taken", mobile("22", "Call %1"), [(NOT_TAKEN,), (LACKS_CODE,)], OTHERS,
        answers=("gateway", "400"), page=LOST),
    Row("a text tried again", mobile("17"), [(TRIED_AGAIN,)], BACK, title=WAIT, answers=("gateway", "503"),
        page=TRIED_AGAIN),
    Row("never handed over", mobile("18"), [("It could not be sent in time.",), (BEFORE_IS_INVALID,)], AGAIN,
        later=11 * 60, answers=("gateway", "503"), page=LOST),
    Row("a leading 0, and no texts", mobile("21"), [(KEEPS_ZERO,)], CALL,
        (PHONE_ON, "No, it gets none, or none from abroad"), answers=("gateway", "accept"), later=PAUSE),
    Row("a landline that was called", Way("Call %1", "********31", "0031"), [(CALLS_BLOCKED,)], BACK,
        (PHONE_ON, "No, unknown callers are blocked"), title=REPAIR_AND_WAIT, answers=("gateway", "accept")),
]
# What takes more than an answer of relay or gateway.
SILENT = Row("the relay keeps silent", mailbox("ai"), [("It is being sent at this moment.",)], BACK, title=WAIT,
             answers=("relay", "silent"), at_once=True, page="The mail is being sent.")
CUT_OFF = Row("the relay was cut off", mailbox("ai"), [("It comes from %1: allow this sender.", SENDER)], BACK,
              (OPENS, "Not yet"), title="Look in the junk mail", page=MAIL_SENT)
WITHHELD = Row("too many of late", mobile("19"), [("Too many codes were sent of late, so this one was held back.",)],
               OTHERS, page=LOST)


def ways_out(bench, answers):
    relay, gateway = bench.mail_server(), bench.gateway("generic")
    relay.mode(answers[0])
    gateway.mode(answers[1])
    return {"relay": relay, "gateway": gateway}


def sources_of(context):
    for each in ElementTree.parse(CATALOGUE).getroot().iter("context"):
        if each.findtext("name") == context:
            return [message.findtext("source") for message in each.iter("message")]
    raise AssertionError(f"no context {context}")


def decoy_mail(person):
    """The mail that is offered for an account that nobody has."""
    masks = [found.group() for found in map(re.compile(r"\S+\*{5}@\S+").search, person.window.texts()) if found]
    return Way("Mail to %1", masks[0], "whatever.it.is")


def test_where_the_realm_does_not_tell_the_replies_lead_to_it(bench):
    """Nothing is taken by relay or gateway, and it makes no difference; nor does it whether there is an account."""
    servers = ways_out(bench, ("refuse-550", "cannot-text"))
    service = bench.service(*servers.values(), settings={
        "[[realm]]": {"administrators": [CHIEF]}, "[realm.limits]": LIMITS}, accounts=[
        (ACCOUNT, "Mika Sato", "consumer", "first.address@example.com", "+81 90-9876-5432", "+81 3-1234-5978", ""),
        (LONELY, "Ken Mori", "consumer", "only.address@example.com", "", "", ""),
        (AT_HOME, "Aki Ito", "consumer", "", "", "+81 3-1234-5978", "")])
    service.administer("accounts", "contacts", "add", ACCOUNT, ACCOUNT)
    helper = Helper(bench, service, servers, HELP_DESK)
    helper.begin(ACCOUNT)
    for row in (BEING_SENT, *rows_in(GENERAL, bench.language), WRONG_ACCOUNT):
        helper.run(row)
    helper.begin(LONELY)
    helper.run(NO_OTHER_WAY)
    helper.run(WRONG_ACCOUNT.by(ONLY_MAIL))
    helper.begin(AT_HOME)
    helper.run(NO_MOBILE)
    helper.run(MISSED_CALL)
    helper.run(WRONG_ACCOUNT.by(HOME_CALL, replies=(PHONE_ON, YES, WRONG_NAME)))
    helper.begin(NOBODY)
    way = decoy_mail(helper.person)
    for row in (BEING_SENT, GENERAL[0], GENERAL[2], NOT_SET_UP):
        helper.run(row.by(way))
    helper.person.close()
    service.stop()


def test_where_the_realm_tells_relay_and_gateway_are_quoted(bench):
    servers = ways_out(bench, ("accept", "accept"))
    mobiles = sorted({row.way.mask[-2:] for row in (*TOLD_OF_PHONES, WITHHELD) if len(row.way.mask) == 11})
    mails = sorted(f"{row.way.entry}@example.com" for row in (*TOLD_OF_MAILS, SILENT) if row.way != LOCKED)
    numbers = [REGISTERED.get(end, f"+81 90-1200-00{end}") for end in mobiles]
    service = bench.service(*servers.values(), settings={"[[realm]]": {"disclosure": "explicit"},
                                                         "[realm.limits]": LIMITS}, accounts=[
        (ACCOUNT, "Mika Sato", "consumer", mails[0], "", "", ""),
        (LONELY, "Ken Mori", "consumer", "", INTERNET_PHONE, LANDLINE, "")])
    for contact in (*mails[1:], ACCOUNT):
        service.administer("accounts", "contacts", "add", ACCOUNT, contact)
    for contact in numbers:
        service.administer("accounts", "contacts", "add", LONELY, contact)
    until(lambda: not service.rows("SELECT 1 FROM messages WHERE state < 2"), "the notices of all that to be out")
    helper = Helper(bench, service, servers, HELP_DESK)
    helper.begin(ACCOUNT)
    for row in rows_in(TOLD_OF_MAILS, bench.language):
        helper.run(row)
    helper.run(SILENT)
    servers["relay"].stop()
    servers["relay"].mode("accept")
    servers["relay"].start()
    helper.run(CUT_OFF)  # it may have gone out
    helper.run(WRONG_ACCOUNT.by(CUT_OFF.way))
    helper.begin(LONELY)
    for number in (LANDLINE, INTERNET_PHONE):
        mask = "*" * (len(number.replace("-", "")) - 2) + number[-2:]
        assert helper.person.sees_now("Call %1", mask) and not helper.person.sees_now("Text to %1", mask), number
    for row in rows_in(TOLD_OF_PHONES, bench.language):
        helper.run(row)
    service.administer("policy", "set", "consumer", "phones.texts_per_hour_and_prefix", "0")
    service.wait_logged("policy-changed")
    helper.run(WITHHELD)
    helper.person.close()
    service.stop()


@once
def test_no_sentence_of_the_helper_is_left_out(bench):
    """Whoever adds a cause adds a row."""
    del bench
    said = sentences_of([*GENERAL, *EVERYWHERE, *TOLD_OF_MAILS, *TOLD_OF_PHONES, SILENT, CUT_OFF, WITHHELD])
    missing = [source for source in sources_of("MissingCode") if source not in said]
    assert not missing, missing


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
