"""Tasks on many threads: in order within their lane, bounded, stopped by the first failure."""

import signal
import threading
from functools import partial

import pytest
from smelt_datagen.execution.pipeline import Lane, Pipeline, Task

LONGEST = 30
"""Seconds until a test that hangs is given up; no test waits for them."""

every_number = pytest.mark.parametrize("workers", [1, 2, 3, 5, 8])


def run(tasks, workers):
    Pipeline(iter(tasks), workers).run()


@every_number
def test_results_are_finished_in_order(workers):
    finished = []
    lane = Lane(finished.append)
    run([Task(partial(int, i), lane, i) for i in range(200)], workers)
    assert finished == list(range(200))


@every_number
def test_every_lane_has_its_own_order(workers):
    finished = {lane: [] for lane in range(7)}
    lanes = {name: Lane(items.append) for name, items in finished.items()}
    run(
        [Task(partial(int, i), lanes[name], i) for i in range(30) for name in lanes],
        workers,
    )
    assert finished == {name: list(range(30)) for name in lanes}


@every_number
def test_no_tasks_are_done_at_once(workers):
    run([], workers)


def test_as_many_tasks_as_workers_run_at_a_time():
    workers = 4
    barrier = threading.Barrier(workers, timeout=LONGEST)
    lane = Lane(lambda _made: None)
    run([Task(barrier.wait, lane, i) for i in range(3 * workers)], workers)


def test_a_later_result_waits_for_an_earlier_one():
    second_made = threading.Event()
    finished = []

    def first():
        assert second_made.wait(LONGEST)
        assert finished == []
        return "first"

    def second():
        second_made.set()
        return "second"

    lane = Lane(finished.append)
    run([Task(first, lane, 0), Task(second, lane, 1)], 2)
    assert finished == ["first", "second"]


def test_a_lane_that_waits_does_not_hold_up_another():
    other_finished = threading.Event()
    finished = []

    def slow():
        assert other_finished.wait(LONGEST)
        return "slow"

    slow_lane = Lane(finished.append)
    other = Lane(lambda made: (finished.append(made), other_finished.set()))
    run([Task(slow, slow_lane, 0), Task(lambda: "other", other, 0)], 2)
    assert finished == ["other", "slow"]


def test_one_thread_at_a_time_finishes_in_a_lane():
    events, released = [], []

    def finish(made):
        events.append(f"{made} begins")
        if made == 0:
            other = threading.Thread(target=put, args=(1,))
            other.start()
            other.join(LONGEST)  # it hands in its result and goes, or finishes it meanwhile
        events.append(f"{made} ends")

    lane = Lane(finish)

    def put(number):
        lane.put(number, number, lambda: released.append(number))

    put(0)
    assert events == ["0 begins", "0 ends", "1 begins", "1 ends"]
    assert len(released) == 2


@every_number
def test_at_most_two_results_per_worker_exist_at_a_time(workers):
    lock = threading.Lock()
    alive, most = 0, 0

    def make():
        nonlocal alive, most
        with lock:
            alive += 1
            most = max(most, alive)

    def finish(_made):
        nonlocal alive
        with lock:
            alive -= 1

    lane = Lane(finish)
    run([Task(make, lane, i) for i in range(300)], workers)
    assert alive == 0
    assert most <= 2 * workers


def test_results_behind_one_that_is_late_are_bounded_too():
    workers, begun = 2, []
    full = threading.Semaphore(0)

    def late():
        for _ in range(2 * workers - 1):  # all the others that have a place
            assert full.acquire(timeout=LONGEST)
        assert len(begun) == 2 * workers - 1
        return 0

    def make(number):
        begun.append(number)
        full.release()
        return number

    finished = []
    lane = Lane(finished.append)
    tasks = [Task(late, lane, 0), *(Task(partial(make, i), lane, i) for i in range(1, 20))]
    run(tasks, workers)
    assert finished == list(range(20))


def test_tasks_are_taken_from_the_iterator_only_when_there_is_a_place():
    workers, taken, done = 2, [], []
    lane = Lane(done.append)

    def tasks():
        for i in range(50):
            taken.append(i)
            assert len(taken) - len(done) <= 2 * workers
            yield Task(partial(int, i), lane, i)

    run(tasks(), workers)
    assert len(done) == 50


def test_one_thread_at_a_time_asks_for_the_next_task(tmp_path):
    inside, most = [], []

    class Tasks:
        def __init__(self):
            self._left = iter(range(200))

        def __iter__(self):
            return self

        def __next__(self):
            inside.append(None)
            for _ in range(20):
                tmp_path.stat()  # lets another thread go on
            most.append(len(inside))
            inside.pop()
            number = next(self._left)
            return Task(partial(int, number), lane, number)

    lane = Lane(lambda _made: None)
    run(Tasks(), 5)
    assert set(most) == {1}


# --- failures ---


def explode():
    raise LookupError("made to fail")


@every_number
@pytest.mark.parametrize("at", [0, 17, 49])
def test_a_failing_task_is_raised(workers, at):
    lane = Lane(lambda _made: None)
    tasks = [Task(explode if i == at else partial(int, i), lane, i) for i in range(50)]
    with pytest.raises(LookupError, match="made to fail"):
        run(tasks, workers)


@every_number
def test_a_failing_finish_is_raised(workers):
    def finish(made):
        if made == 5:
            explode()

    lane = Lane(finish)
    with pytest.raises(LookupError):
        run([Task(partial(int, i), lane, i) for i in range(50)], workers)


@every_number
def test_a_failing_source_of_tasks_is_raised(workers):
    def tasks():
        yield Task(partial(int, 0), Lane(lambda _made: None), 0)
        explode()

    with pytest.raises(LookupError):
        run(tasks(), workers)


def test_the_first_of_two_failures_is_raised():
    failed = []
    both_begun = threading.Barrier(2, timeout=LONGEST)

    def first():
        failed.append(threading.current_thread())
        both_begun.wait()
        raise LookupError("the first")

    def second():
        both_begun.wait()
        failed[0].join(LONGEST)  # its failure is known when its thread has ended
        raise ArithmeticError("the second")

    lane = Lane(lambda _made: None)
    with pytest.raises(LookupError, match="the first"):
        run([Task(first, lane, 0), Task(second, lane, 1)], 2)
    assert not failed[0].is_alive()


def test_nothing_is_begun_after_a_failure():
    begun = []
    lane = Lane(lambda _made: None)
    tasks = [Task(explode, lane, 0), *(Task(partial(begun.append, i), lane, i) for i in (1, 2))]
    with pytest.raises(LookupError):
        run(tasks, 1)
    assert begun == []


def test_nothing_is_finished_behind_a_failure_in_its_lane():
    finished = []
    lane = Lane(finished.append)
    tasks = [Task(explode if i == 10 else partial(int, i), lane, i) for i in range(50)]
    with pytest.raises(LookupError):
        run(tasks, 4)
    assert finished == list(range(len(finished)))
    assert len(finished) <= 10


def test_even_what_is_no_exception_reaches_the_caller():
    def stop():
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        run([Task(stop, Lane(lambda _made: None), 0)], 2)


@every_number
def test_threads_that_wait_for_a_place_end_after_a_failure(workers):
    before = threading.active_count()
    full = threading.Semaphore(0)

    def late():
        for _ in range(2 * workers - 1 if workers > 1 else 0):  # all others that have a place
            assert full.acquire(timeout=LONGEST)
        explode()

    lane = Lane(lambda _made: None)
    others = (Task(full.release, lane, i) for i in range(1, 99))
    with pytest.raises(LookupError):
        run([Task(late, lane, 0), *others], workers)
    assert threading.active_count() == before


@every_number
def test_no_thread_is_left_after_a_failure(workers):
    before = threading.active_count()
    lane = Lane(lambda _made: None)
    with pytest.raises(LookupError):
        run([Task(explode, lane, i) for i in range(20)], workers)
    assert threading.active_count() == before


@pytest.fixture
def _ctrl_c_is_heard():
    """Let Ctrl-C interrupt: a shell has what it runs in the background ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_ctrl_c_is_heard")
@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="no signals to a thread")
def test_ctrl_c_stops_the_threads_and_waits_for_them():
    before, begun = threading.active_count(), []
    lane = Lane(lambda _made: None)

    def press():
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        assert pipeline._stop.wait(LONGEST)

    tasks = [Task(press, lane, 0), *(Task(partial(begun.append, i), lane, i) for i in range(1, 9))]
    pipeline = Pipeline(iter(tasks), 1)
    with pytest.raises(KeyboardInterrupt):
        pipeline.run()
    assert threading.active_count() == before
    assert begun == []


def test_a_thread_that_cannot_be_started_is_the_error_and_the_others_end(monkeypatch):
    before, started = threading.active_count(), []
    start = threading.Thread.start

    def refuse_the_third(thread):
        if len(started) == 2:
            raise RuntimeError("can't start new thread")
        started.append(thread)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refuse_the_third)
    lane = Lane(lambda _made: None)
    with pytest.raises(RuntimeError, match="can't start new thread"):
        run([Task(partial(int, i), lane, i) for i in range(9)], 4)
    assert threading.active_count() == before
