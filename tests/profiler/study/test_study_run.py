"""Whole studies with scripted workers in real processes: order, minimums, crews, failures, the user's wishes."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from paretoscope.errors import EXIT_DONE, EXIT_TRIAL, Cancelled
from paretoscope.events import Done, Event, Failed, Hello, Observation, RoundStart, State, TurnEnd, TurnStart
from paretoscope.plan import BLOCK, PROTOCOLS
from paretoscope.study.executor import LocalProcess, Message
from paretoscope.study.hub import Limits
from paretoscope.study.missing import shortfall
from paretoscope.study.play import BaselineLost
from paretoscope.study.runner import Runner
from paretoscope.study.schedule import round_order

G = "generate:new=8"


def test_every_round_holds_every_live_trial_in_the_order_of_seed_and_round(play: Any, study_of: Any) -> None:
    done = play(study_of("a.b", "c.d", workloads=(G, "score:items=2"), seed=3))
    assert done.code == EXIT_DONE
    rounds = [e for e in done.events if isinstance(e, RoundStart)]
    assert [e.round for e in rounds] == list(range(PROTOCOLS["glance"].rounds))
    for event in rounds:
        assert event.order == round_order(3, event.round, ["baseline", "a.b", "c.d"])
        turns = [e.trial for e in done.events if isinstance(e, TurnStart) and e.round == event.round]
        assert tuple(turns) == event.order
    assert {t.state for t in done.record.trials.values()} == {"valid"}
    assert all(r.evaluated == {G, "score:items=2"} for r in done.record.trials.values())


def test_the_baseline_is_evaluated_first_and_once(play: Any, study_of: Any) -> None:
    done = play(study_of("a.b", workloads=(G, "score:items=2"), protocol="standard"))
    quality = [e for e in done.events if isinstance(e, Observation) and e.purpose == "quality"]
    assert [e.trial for e in quality] == ["baseline"] * 2 + ["a.b"] * 2
    assert {e.attempt for e in quality} == {0}  # later blocks do not judge again


def test_m16_isolation_each_trial_has_a_process_of_its_own_and_another_in_every_block(play: Any, study_of: Any) -> None:
    protocol = PROTOCOLS["standard"]
    assert protocol.blocks >= 2
    done = play(study_of("a.b", "c.d", protocol="standard"))
    hellos = [e for e in done.events if isinstance(e, Hello) and e.role == "worker"]
    assert len({e.pid for e in hellos}) == len(hellos) == 3 * protocol.blocks
    for trial in done.record.trials.values():
        assert trial.attempts == protocol.blocks
        processes = {(t.block, t.attempt) for t in trial.turns}
        assert len(processes) == protocol.blocks  # a block's turns come from one process, and never from two
        assert {t.attempt for t in trial.turns} == set(range(protocol.blocks))  # nor two blocks' turns from one


def test_m16_isolation_a_study_says_how_often_its_processes_start_anew(play: Any, study_of: Any) -> None:
    done = play(study_of("a.b", protocol="quick", blocks=3))
    assert {t.attempts for t in done.record.trials.values()} == {3}
    rounds = [e for e in done.events if isinstance(e, RoundStart)]
    assert [e.block for e in rounds] == [0] * BLOCK + [1] * BLOCK + [2] * BLOCK
    assert not any(shortfall(done.record.study, t) for t in done.record.trials.values())


def test_crews_by_memory_each_with_its_own_baseline(play: Any, study_of: Any) -> None:
    sizes = {"baseline": 10, "a.a": 10, "b.b": 10, "c.c": 10}
    done = play(study_of("a.a", "b.b", "c.c"), memory=sizes, limit=30)
    record = done.record
    assert {t: len(r.valid_turns(G)) for t, r in record.trials.items()} == {"baseline": 8, "a.a": 4, "b.b": 4, "c.c": 4}
    for trial in ("a.a", "b.b", "c.c"):
        assert set(record.trials[trial].valid_turns(G)) <= set(record.trials["baseline"].valid_turns(G))
    assert most_at_once(done.events) == 3


def test_what_does_not_fit_together_takes_turns_alone(play: Any, study_of: Any) -> None:
    done = play(study_of("a.a", workloads=(G, "score:items=2")), memory={"baseline": 10, "a.a": 10}, limit=15)
    turns = [e.trial for e in done.events if isinstance(e, TurnStart)]
    assert turns == ["baseline", "a.a", "a.a", "baseline"] * 2
    assert most_at_once(done.events) == 1
    assert done.record.trials["a.a"].attempts == 2  # loaded once for two turns
    assert done.record.trials["a.a"].evaluated == {G, "score:items=2"}


def most_at_once(events: list[Event]) -> int:
    """How many workers lived at the same time, from their greetings and last words."""
    live = most = 0
    for event in events:
        if isinstance(event, Hello) and event.role == "worker":
            live += 1
        elif isinstance(event, Done) and event.trial:
            live -= 1
        most = max(most, live)
    return most


@pytest.mark.parametrize(
    ("how", "code", "words"),
    [
        ("exit1", "crash", "code 1"),
        ("kill", "killed", "no memory was left"),
        ("hang", "hang", "no sign of life"),
        ("oom", "out_of_memory", "not enough memory"),
        ("error", "crash", "scripted failure"),
    ],
)
def test_m26_failures_a_trial_fails_alone_and_says_why(
    play: Any, study_of: Any, script: Any, how: str, code: str, words: str
) -> None:
    script(**{"bad.one": {"fail_at": {"turn": 1, "how": how}}})
    patience = 2.0 if how == "hang" else 60.0
    done = play(study_of("bad.one", "good.one"), limits=Limits(turn=patience, work=60.0, grace=5.0))
    assert done.code == EXIT_TRIAL
    bad, good = done.record.trials["bad.one"], done.record.trials["good.one"]
    assert (bad.state, good.state, done.record.trials["baseline"].state) == ("failed", "valid", "valid")
    assert bad.error is not None
    assert (bad.error.code, words in bad.error.text) == (code, True), bad.error
    assert len([e for e in done.events if isinstance(e, Failed) and e.trial == "bad.one"]) == 1
    assert len(bad.valid_turns(G)) == 1  # what was finished before stays
    assert len(good.valid_turns(G)) == PROTOCOLS["glance"].rounds


def test_m26_failures_numbers_of_a_worker_that_exits_with_an_error_are_kept_but_never_valid(
    play: Any, study_of: Any, script: Any
) -> None:
    """Exit 1 after printing numbers (M26): the observations stay in the files, the turn does not count."""
    script(**{"bad.one": {"fail_at": {"turn": 0, "how": "exit1"}}})
    done = play(study_of("bad.one"))
    bad = done.record.trials["bad.one"]
    assert [t.observations != [] for t in bad.turns] == [True]
    assert bad.valid_turns(G) == {}


def test_a_failure_while_loading_names_itself_and_the_baselines_failure_ends_the_study(
    play: Any, study_of: Any, script: Any
) -> None:
    script(baseline={"fail_at": {"phase": "load", "how": "error"}})
    with pytest.raises(BaselineLost, match="scripted failure"):
        play(study_of("a.b"))


def test_an_interpreter_that_does_not_exist_is_a_failed_start(play: Any, study_of: Any) -> None:
    with pytest.raises(BaselineLost, match="could not be started"):
        play(study_of("a.b", python="/no/such/python"))


def when(kind: type[Event], trial: str, *bodies: str, number: int = 1) -> Callable[[Runner], Callable[[Event], None]]:
    """A listener that sends commands when the n-th event of a kind of a trial appears."""

    def make(runner: Runner) -> Callable[[Event], None]:
        left = [number]

        def listen(event: Event) -> None:
            if isinstance(event, kind) and event.trial == trial:
                left[0] -= 1
                if left[0] == 0:
                    for body in bodies:
                        runner.hub.inbox.put(Message("command", body=body))

        return listen

    return make


def test_skip_leaves_one_trial_out_and_the_others_go_on(play: Any, study_of: Any) -> None:
    skip = when(TurnEnd, "a.b", '{"do": "skip", "trial": "a.b"}')
    done = play(study_of("a.b", "c.d"), listeners=(skip,))
    assert done.code == EXIT_DONE
    assert [done.record.trials[t].state for t in ("baseline", "a.b", "c.d")] == ["valid", "skipped", "valid"]
    assert len(done.record.trials["a.b"].valid_turns(G)) == 1


def test_the_baseline_cannot_be_skipped(play: Any, study_of: Any) -> None:
    done = play(study_of("a.b"), listeners=(when(TurnStart, "baseline", '{"do": "skip", "trial": "baseline"}'),))
    assert done.record.trials["baseline"].state == "valid"
    assert [w.code for w in done.record.warnings] == ["null_worker", "skip"]


def test_pause_holds_between_turns_until_resume(play: Any, study_of: Any) -> None:
    pause = when(TurnStart, "a.b", '{"do": "pause"}')

    def go_on(runner: Runner) -> Callable[[Event], None]:
        def listen(event: Event) -> None:
            if isinstance(event, State) and event.state == "paused":
                runner.hub.inbox.put(Message("command", body="no JSON"))
                runner.hub.inbox.put(Message("command", body='{"do": "resume"}'))

        return listen

    done = play(study_of("a.b"), listeners=(pause, go_on))
    states = [e.state for e in done.events if isinstance(e, State) and not e.trial]
    assert states == ["running", "paused", "running", "done"]
    inside = next(i for i, e in enumerate(done.events) if isinstance(e, State) and e.state == "paused")
    before = [e for e in done.events[:inside] if isinstance(e, (TurnStart, TurnEnd))]
    assert isinstance(before[-1], TurnEnd)  # the turn that ran was finished first


def test_cancel_ends_the_workers_and_keeps_every_finished_turn(play: Any, study_of: Any, tmp_path: Any) -> None:
    cancel = when(TurnStart, "a.b", '{"do": "cancel"}', number=2)
    pids: list[int] = []

    def note(runner: Runner) -> Callable[[Event], None]:
        return lambda e: pids.append(e.pid) if isinstance(e, Hello) and e.role == "worker" else None

    study = study_of("a.b")
    with pytest.raises(Cancelled):
        play(study, listeners=(cancel, note))
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    done = play(study)
    assert done.code == EXIT_DONE
    assert {len(t.valid_turns(G)) for t in done.record.trials.values()} == {4}


def test_finetune_takes_turns_before_the_seal(play: Any, study_of: Any) -> None:
    tune = "finetune:steps=10"
    done = play(study_of("tune.x", workloads=(tune, G)))
    record = done.record
    for trial in ("baseline", "tune.x"):
        steps = [len(t.observations) for t in record.trials[trial].valid_turns(tune).values()]
        assert steps == [3, 3, 2, 2]
        kinds = [t.workload for t in record.trials[trial].turns]
        assert kinds == [tune] * 4 + [G] * 4
        assert record.trials[trial].evaluated == {tune, G}


def test_m27_durability_every_observation_is_on_disk_before_the_next_one_begins(play: Any, study_of: Any) -> None:
    """The listener hears an observation only after it can be read from the file."""
    found: list[bool] = []

    def look(runner: Runner) -> Callable[[Event], None]:
        def listen(event: Event) -> None:
            if isinstance(event, Observation):
                file = runner.folder.events / f"{event.trial}.{event.attempt}.jsonl"
                found.append(json.loads(file.read_text().splitlines()[-1])["seq"] == event.seq)

        return listen

    play(study_of("a.b"), listeners=(look,))
    assert len(found) > 20
    assert all(found)


def test_m27_durability_an_observation_is_synced_before_it_is_acknowledged(
    play: Any, study_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two acknowledgements the worker's file was synced; a write alone does not survive a power cut."""
    log: list[str] = []
    sync, send = os.fsync, LocalProcess.send

    def synced(file: int) -> None:
        log.append("sync")
        sync(file)

    def sent(self: LocalProcess, command: dict[str, Any]) -> None:
        log.append(command["do"])
        send(self, command)

    monkeypatch.setattr("paretoscope.store.journal.os.fsync", synced)
    monkeypatch.setattr(LocalProcess, "send", sent)
    play(study_of())
    told = [i for i, what in enumerate(log) if what == "ack"]
    assert len(told) > 10
    assert all("sync" in log[a + 1 : b] for a, b in pairwise(told))


@pytest.mark.heavy
def test_m16_isolation_the_study_process_hardly_works_while_a_turn_runs(
    play: Any, study_of: Any, script: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """M16: less than 1 % of a core between a turn's start and its end, sampling and writing included."""
    monkeypatch.undo()
    script(baseline={"ttft": 1.0, "tpot": 0.0, "real_time": True})
    spans: list[float] = []
    walls: list[float] = []

    def meter(runner: Runner) -> Callable[[Event], None]:
        begun = [0.0, 0.0]

        def listen(event: Event) -> None:
            if isinstance(event, TurnStart):
                begun[:] = [time.process_time(), time.monotonic()]
            elif isinstance(event, TurnEnd):
                spans.append(time.process_time() - begun[0])
                walls.append(time.monotonic() - begun[1])

        return listen

    play(study_of(), listeners=(meter,))
    assert sum(walls) > 10
    assert sum(spans) < 0.01 * sum(walls), (sum(spans), sum(walls))
