"""Turns: one asks a host at a time, after its pause, and after the rest that it asked for."""

from __future__ import annotations

import threading
import time

import pytest

from scrapers.http.turns import HostRests, RunStopped, Turns

HOST = "regulator.example"


class Waiter(threading.Thread):
    """Asks the host in a thread of its own, after a pause; says when, or what it met instead."""

    def __init__(self, turns: Turns, pause: float) -> None:
        super().__init__(daemon=True)
        self._turns, self._pause = turns, pause
        self.asked_at: float | None = None
        self.met: Exception | None = None

    def run(self) -> None:
        try:
            with self._turns.turn(HOST, self._pause):
                self.asked_at = time.monotonic()
        except (HostRests, RunStopped) as met:
            self.met = met


def waiting(turns: Turns, pause: float) -> Waiter:
    """One who waits out the pause after an answer that has just come."""
    with turns.turn(HOST, 0):
        pass
    waiter = Waiter(turns, pause)
    waiter.start()
    time.sleep(0.05)
    return waiter


def test_a_rest_asked_for_while_another_waits_out_the_pause_holds_for_it_too() -> None:
    turns = Turns(longest_rest_seconds=10)
    waiter = waiting(turns, pause=0.2)
    until = time.monotonic() + 0.5
    turns.hold(HOST, 0.5)
    waiter.join(5)
    assert waiter.asked_at is not None
    assert waiter.asked_at >= until - 0.01


def test_a_long_rest_asked_for_meanwhile_is_not_waited_for() -> None:
    turns = Turns(longest_rest_seconds=10)
    waiter = waiting(turns, pause=0.2)
    turns.hold(HOST, 60)
    waiter.join(5)
    assert waiter.asked_at is None
    assert isinstance(waiter.met, HostRests)


def test_who_waits_is_woken_when_the_run_is_stopped() -> None:
    turns = Turns(longest_rest_seconds=100)
    waiter = waiting(turns, pause=60)
    turns.stop()
    waiter.join(5)
    assert isinstance(waiter.met, RunStopped)


def test_who_comes_after_the_run_was_stopped_is_refused_at_once() -> None:
    turns = Turns(longest_rest_seconds=100)
    turns.stop()
    with pytest.raises(RunStopped), turns.turn(HOST, 0):
        pass
