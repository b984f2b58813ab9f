#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recovery by security questions: alone, in a school, and as the second of two proofs; registered by administration."""
import sys

from support.bench import run_tests
from support.proofs import (QUESTIONS, QUESTIONS_PAGE, answer, answer_rightly, question_settings,
                            register_questions)

PUPIL, WORKER = "pupil@school.example", "careful@contoso.example"  # of the demo
METHOD = "My security questions"
FRESH = "Harbour-Lamp-41"


def settings(bench, **realm):
    return {**question_settings(questions_use=realm.pop("use"), **realm), **bench.outbox_settings()}


def folded(text):
    return "".join(text.lower().split())


def test_questions_alone_lead_to_a_new_password(bench):
    service = bench.service(settings=settings(bench, id="school", profile="school", use="alone"))
    told = register_questions(service, PUPIL)
    assert "childhood-friend, first-school, first-trip" in told
    person = bench.person(service)
    person.reason()
    person.account(PUPIL)
    person.challenge_by_work()
    person.choose(METHOD, "")
    person.page(QUESTIONS_PAGE)
    person.press("&Back")
    person.choose(METHOD, "")
    answer(person, {"childhood-friend": "Hanako", "first-school": "Sakura No. 4", "first-trip": "Mount Fuji"})
    person.sees("At least one of the answers is not right. You have %n tries left.", n=4)
    # In the other language the same questions stand there, with what was typed.
    before = person.words.language
    person.switch_language("ja" if before == "en" else "en")
    person.window.see(QUESTIONS["first-trip"][1 if before == "en" else 0])
    person.switch_language(before)
    person.window.see(QUESTIONS["first-trip"][0 if before == "en" else 1])
    answer_rightly(person)
    person.password(FRESH)
    person.done()
    person.leave()
    assert bench.accepts(service, FRESH, PUPIL)
    typed = {text for (*_, text) in QUESTIONS.values()} | {"Sakura No. 4", "Hanako", "Mount Fuji"}
    log = folded(service.log.read_text(encoding="utf-8"))
    assert not any(folded(text) in log for text in typed), "an answer in the log"
    service.stop()


def test_as_a_second_proof_they_come_after_the_first(bench):
    service = bench.service(settings=settings(bench, id="workplace", profile="workplace", use="second-gate", gates=2))
    register_questions(service, WORKER)
    notice = bench.outbox().fresh(lambda message: message["code"] is None, "the notice of the new questions")
    assert notice["to"] == "careful.private@example.com"
    person = bench.person(service)
    person.reason()
    person.account(WORKER)
    person.challenge_by_work()
    person.page("How should we check that it is you?")
    person.sees("Mail to %1", "ca*****@example.com")
    assert not person.sees_now(METHOD), "offered before anything was proven"
    person.prove_by_mail(bench.outbox(), "careful.private")
    person.choose(METHOD, "")
    answer_rightly(person)
    person.password(FRESH)
    person.done()
    person.leave()
    assert bench.accepts(service, FRESH, WORKER)
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
