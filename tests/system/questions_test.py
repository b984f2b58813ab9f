#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recovery by security questions: alone, in a school, and as the second of two proofs; registered by administration."""
import subprocess
import sys

from support.bench import run_tests

PUPIL, WORKER = "pupil@school.example", "careful@contoso.example"  # of the demo
METHOD = "My security questions"
PAGE = "Answer your security questions"
FRESH = "Harbour-Lamp-41"
QUESTIONS = {  # id: in English, in Japanese, registered, and as somebody may type it
    "childhood-friend": ("Who was your first friend?", "最初の友達は誰ですか。", "Hanako", "HANAKO"),
    "first-school": ("Which was your first school?", "最初の学校はどこですか。", "Sakura No. 3", "sakura  no. 3 "),
    "first-trip": ("Where did your first trip lead?", "最初の旅行先はどこですか。", "Mount Fuji", " mount fuji"),
}


def settings(bench, **realm):
    sections = {"[[realm]]": {"questions_use": realm.pop("use"), **realm}, **bench.outbox_settings()}
    for key, (english, japanese, *_) in QUESTIONS.items():
        # What stands behind # makes one section of many.
        sections[f"[[realm.questions]] # {key}"] = {"id": key, "en": english, "ja": japanese}
    return sections


def folded(text):
    return "".join(text.lower().split())


def register(service, account, answers):
    """As an administrator does it."""
    lines = "".join(f"{key}: {answer}\n" for key, answer in answers.items())
    done = subprocess.run([service.programs / "latchkeyctl", "accounts", "questions", "set", account,
                           "--config", service.configuration], input=lines, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def answer(person, typed):
    person.page(PAGE)
    spoken = 1 if person.words.language == "ja" else 0
    for key, text in typed.items():
        person.window.write(QUESTIONS[key][spoken], text)
    person.go_on()


def right(person):
    answer(person, {key: typed for key, (*_, typed) in QUESTIONS.items()})


def test_questions_alone_lead_to_a_new_password(bench):
    service = bench.service(settings=settings(bench, id="school", profile="school", use="alone"))
    told = register(service, PUPIL, {key: answer for key, (_, _, answer, _) in QUESTIONS.items()})
    assert "childhood-friend, first-school, first-trip" in told
    person = bench.person(service)
    person.reason()
    person.account(PUPIL)
    person.challenge_by_work()
    person.choose(METHOD, "")
    person.page(PAGE)
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
    right(person)
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
    register(service, WORKER, {key: answer for key, (_, _, answer, _) in QUESTIONS.items()})
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
    right(person)
    person.password(FRESH)
    person.done()
    person.leave()
    assert bench.accepts(service, FRESH, WORKER)
    service.stop()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
