#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The connection is cut at each step and restored. The assistant says so, repeats reads by itself and writes only
under their own idempotency key, asks what happened, and nothing happens twice (SECURITY.md, C11)."""
import collections
import sys

from support.between import AFTER, AMID_ANSWER, AMID_REQUEST, BEFORE, SILENT
from support.bench import run_tests, slow
from support.journey import PICTURE, Journey
from support.processes import until


def one_key_for_each_write(between):
    """Whatever was sent again was sent under the key that it had at first."""
    keys = collections.defaultdict(set)
    for each in between.writes():
        assert each.key, f"{each.path} without a key"
        keys[each.path].add(each.key)
    assert all(len(found) == 1 for found in keys.values()), dict(keys)


def begin(bench):
    between = bench.between()
    service = bench.service(settings=bench.outbox_settings(), between=between)
    return between, Journey(bench, service, between)


def cut_until_restored(bench, where):
    """Each exchange of a step is cut, repeats included, until the person has read about it."""
    between, journey = begin(bench)
    for step in journey.steps():
        between.cut(where)
        step.act()
        journey.sees_unreachable()
        between.restore()
        journey.try_again()
        step.arrive()
    journey.done_once()
    one_key_for_each_write(between)


def cut_once(bench, where):
    """The first exchange of each write is cut: cleared up without a word to the person."""
    between, journey = begin(bench)
    for step in journey.steps():
        between.cut(where, times=1, only=lambda method, path, wanted=step.path: (method, path) == ("POST", wanted))
        step.act()
        step.arrive()
        sent = between.writes(step.path)
        assert [each.cut for each in sent[:2]] == [where, None], sent
    journey.done_once()
    one_key_for_each_write(between)


def test_answers_lost_until_restored(bench):
    cut_until_restored(bench, AFTER)


def test_requests_lost_until_restored(bench):
    cut_until_restored(bench, BEFORE)


def test_one_answer_lost_at_each_step(bench):
    cut_once(bench, AFTER)


def test_reads_are_repeated(bench):
    between, journey = begin(bench)
    between.cut(AFTER, times=2, only=lambda method, path: path == PICTURE)
    for step in journey.steps():
        step.act()
        step.arrive()
    journey.done_once()
    reads = [each for each in between.exchanges if each.path == PICTURE]
    assert [each.cut for each in reads[:2]] == [AFTER, AFTER], reads
    # In between the transport may have sent the old proof once more, which counts once and is refused.
    assert len([each for each in reads if each.status == 200 and not each.cut]) == 1, reads


def test_cancel_while_nothing_comes(bench):
    """The service is silent: the window says what it waits for, and Cancel works at once."""
    between, journey = begin(bench)
    person = journey.person
    for step in journey.steps():
        if step.path == "/v1/recovery/confirm":
            between.cut(SILENT, only=lambda method, path: path == "/v1/recovery/confirm")
            step.act()
            person.sees("Waiting for the recovery service…")
            person.press("Cancel")
            person.sees("Stop this recovery?")
            person.press("&Stop")
            person.page("You have stopped here")
            until(lambda: between.writes("/v1/recovery/cancel"), "the service to be told")
            break
        step.act()
        step.arrive()
    person.leave()
    assert journey.service.codes() == []


@slow
def test_requests_cut_in_two_until_restored(bench):
    cut_until_restored(bench, AMID_REQUEST)


@slow
def test_answers_cut_in_two_until_restored(bench):
    cut_until_restored(bench, AMID_ANSWER)


@slow
def test_one_request_lost_at_each_step(bench):
    cut_once(bench, BEFORE)


@slow
def test_one_request_cut_in_two_at_each_step(bench):
    cut_once(bench, AMID_REQUEST)


@slow
def test_one_answer_cut_in_two_at_each_step(bench):
    cut_once(bench, AMID_ANSWER)


@slow
def test_nobody_there_at_each_step(bench):
    between, journey = begin(bench)
    for step in journey.steps():
        between.disconnect()
        step.act()
        journey.sees_unreachable()
        between.restore()
        journey.try_again()
        step.arrive()
    journey.done_once()
    one_key_for_each_write(between)


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
