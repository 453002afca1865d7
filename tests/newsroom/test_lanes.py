"""The worker's lanes: side by side, and none brings another down."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from newsroom.lanes import Lane

PATIENCE = 10.0  # seconds; nothing here takes more than an instant


@contextmanager
def running(stop: threading.Event, *lanes: Lane) -> Iterator[None]:
    for lane in lanes:
        lane.start()
    try:
        yield
    finally:
        stop.set()
        for lane in lanes:
            lane.join(PATIENCE)
    assert not any(lane.is_alive() for lane in lanes)


def at_once() -> float:
    return 0.0


def test_two_lanes_are_at_work_at_the_same_time() -> None:
    stop, met = threading.Event(), threading.Event()
    # Passed by two that stand before it together, never by one after the other.
    both = threading.Barrier(2)

    def turn() -> bool:
        both.wait(PATIENCE)
        met.set()
        stop.set()
        return True

    with running(stop, Lane("one", turn, stop, at_once), Lane("two", turn, stop, at_once)):
        assert met.wait(PATIENCE)


def test_a_lane_that_always_fails_stops_neither_itself_nor_another() -> None:
    stop, failed, done = threading.Event(), threading.Semaphore(0), threading.Semaphore(0)

    def fails() -> bool:
        failed.release()
        raise RuntimeError("The database is away.")

    def works() -> bool:
        done.release()
        return False

    with running(stop, Lane("bad", fails, stop, at_once), Lane("good", works, stop, at_once)):
        for count in (failed, done, failed, done):
            assert count.acquire(timeout=PATIENCE)


def test_a_lane_that_cannot_say_how_long_to_wait_goes_on() -> None:
    stop, turns = threading.Event(), threading.Semaphore(0)

    def turn() -> bool:
        turns.release()
        return False

    def no_idea() -> float:
        raise RuntimeError("The database is away.")

    with running(stop, Lane("lane", turn, stop, no_idea)):
        assert turns.acquire(timeout=PATIENCE)
        assert turns.acquire(timeout=PATIENCE)


def test_a_lane_that_hangs_keeps_no_other_waiting() -> None:
    stop, turns = threading.Event(), threading.Semaphore(0)

    def hangs() -> bool:
        return stop.wait(PATIENCE)

    def works() -> bool:
        turns.release()
        return True

    with running(stop, Lane("dead", hangs, stop, at_once), Lane("live", works, stop, at_once)):
        for _ in range(3):
            assert turns.acquire(timeout=PATIENCE)


@pytest.mark.parametrize("found", [True, False])
def test_a_lane_rests_only_when_it_had_nothing_to_do(found: bool) -> None:
    stop, rested = threading.Event(), threading.Event()
    turns = iter([found] * 3)

    def turn() -> bool:
        busy = next(turns, None)
        if busy is None:
            stop.set()
        return bool(busy)

    def pause() -> float:
        if not stop.is_set():
            rested.set()
        return 0.0

    with running(stop, Lane("lane", turn, stop, pause)):
        assert stop.wait(PATIENCE)
    assert rested.is_set() is not found
