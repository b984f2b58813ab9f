#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The service stops in the middle of a recovery, before or amid each step, and comes back."""
import sys
import threading

from support.bench import run_tests, slow
from support.journey import Journey
from support.processes import until

PASSWORD = "/v1/recovery/password"


def test_stopped_and_started_before_each_step(bench):
    service = bench.service(settings=bench.outbox_settings())
    journey = Journey(bench, service)
    for step in journey.steps():
        service.restart(gracefully=True)
        step.act()
        step.arrive()
    journey.done_once()


def test_killed_before_each_step(bench):
    service = bench.service(settings=bench.outbox_settings())
    journey = Journey(bench, service)
    for step in journey.steps():
        service.kill()
        step.act()
        journey.sees_unreachable()
        journey.person.sees("Check that this PC is online: network cable, Wi-Fi, flight mode.")
        service.start()
        journey.try_again()
        step.arrive()
    journey.done_once()


@slow
def test_killed_amid_each_step(bench):
    """At whatever point of its work the kill meets the service, which has the request and has not answered."""
    between = bench.between()
    service = bench.service(settings=bench.outbox_settings(), between=between)
    journey = Journey(bench, service, between)
    for step in journey.steps():
        killed = threading.Event()

        def kill(killed=killed):
            service.kill()
            killed.set()
        between.when_sent(step.path, kill)
        step.act()
        assert killed.wait(30), f"nothing was sent to {step.path}"
        journey.sees_unreachable()
        service.start()
        journey.try_again()
        if step.path == PASSWORD:
            wait_for_outcome(service, journey)
        step.arrive()
    journey.done_once()


def wait_for_outcome(service, journey):
    """A change that the kill interrupted is looked up a minute later; asked before that, it is under way."""
    answered = lambda: service.logged("request", route="POST " + PASSWORD, status=200)  # noqa: E731
    until(lambda: answered() or service.logged("settled", count=1), "the outcome of the change", 150)
    if not answered():
        journey.try_again()


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
