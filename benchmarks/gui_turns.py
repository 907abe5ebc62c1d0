"""The longest turn of the event loop in everyday use: `python benchmarks/gui_turns.py [--studies FOLDER FOLDER]`.

Each story is played in fresh processes, with the window on no screen: the start; the first visit of every page, with
and without a study; opening studies while no page or every page was made; another tab; the catalogue, the recipe,
theme and language. One line a step: the median over the rounds of the longest turn, in CPU time of the thread that
draws and in wall time, and the largest of both. The studies are simulated ones unless folders are given.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from turns import GOAL, Player

ROOT = Path(__file__).parents[1]
OTHERS = ("model", "techniques", "run", "tradeoffs", "inside", "claims", "compare", "report")
MODEL = "builtin:demo-lm"


def fresh(player: Player) -> None:
    """A window without a study: the start, then every page for the first time."""
    player.begin()
    for name in OTHERS:
        player.step(f"first visit of {name}, no study", player.go(name))


def studied(player: Player) -> None:
    """A study that is the first thing that is opened; then every page of it."""
    player.begin(told=False)
    player.step("study opened, no page made", lambda: player.open(player.studies[0]))
    for name in OTHERS:
        player.step(f"first visit of {name}, with a study", player.go(name))


def crowded(player: Player) -> None:
    """A study that is opened when every page was made, and a second one beside it."""
    player.begin(told=False)
    for name in OTHERS:
        player.quietly(player.go(name))
    player.step("study opened, every page made", lambda: player.open(player.studies[0]))
    for name in OTHERS:
        player.step(f"next visit of {name}", player.go(name))
    player.step("second study opened in a tab of its own", lambda: player.open(player.studies[1]))
    for name in OTHERS:
        player.quietly(player.go(name))
    for name in ("techniques", "tradeoffs", "run", "report"):
        player.quietly(player.go(name))
        player.step(f"to the other tab, from {name}", player.other_tab)
        player.step(f"and back to {name}", player.other_tab)
    player.step("theme, every page of two studies made", player.act("view.theme"))
    player.step("size of the text, every page made", player.act("view.larger"))
    player.step("language, two studies", player.speak)


def planned(player: Player) -> None:
    """A model and the plan of a study."""
    player.begin(told=False)
    player.step("model opened", lambda: player.open_model(MODEL))
    page: Any = player.window.pages["techniques"]
    search = page.catalogue.search
    for n, text in enumerate(("p", "pr", "prune", "quantize", "kv", "")):
        player.step(f"search: {text or 'emptied'}", lambda text=text: search.setText(text), f"search {n}")
    for technique in ("prune.wanda", "quantize.int8_dynamic", "kv.snapkv"):
        player.step("another card", lambda t=technique: page.open(t), technique)
        player.step("a technique joins the recipe", page.card.toggle, technique)
    player.step("the recipe becomes a trial", page.add_trial)
    for key in ("lossless", "everything"):
        player.step(f"preset {key}", lambda key=key: page.use_preset(key))
    player.step("undo", player.act("edit.undo"))
    player.step("theme, one page made", player.act("view.theme"))


STORIES: dict[str, Callable[[Player], None]] = {f.__name__: f for f in (fresh, studied, crowded, planned)}


def simulated(folder: Path) -> list[Path]:
    """Two recorded studies of nine trials, the second of another seed."""
    sys.path.insert(0, str(ROOT / "tests" / "data"))
    from simulated_study import simulate

    from paretoscope.events import to_line

    made = []
    for seed in (0, 1):
        study, events = simulate(seed=seed)
        made.append(folder / f"study{seed}")
        (made[-1] / "events").mkdir(parents=True)
        (made[-1] / "study.toml").write_text(study.to_toml(), encoding="utf-8")
        lines = "".join(to_line(event) + "\n" for event in events)
        (made[-1] / "events" / "study.jsonl").write_text(lines, encoding="utf-8")
    return made


def _play(story: str, studies: list[Path]) -> list[tuple[str, float, float]]:
    """(step, ms of CPU, ms of wall time) of a story played in a process of its own."""
    with tempfile.TemporaryDirectory() as state:
        environment = {**os.environ, "PARETOSCOPE_STATE": state, "XDG_DATA_HOME": state}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        command = [sys.executable, __file__, "--play", story, "--studies", *map(str, studies)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return [(name, cpu, wall) for name, cpu, wall in map(json.loads, done.stdout.splitlines())]


def main() -> int:
    """Print one line a step; exit code 1 when a turn was longer than the goal."""
    parser = argparse.ArgumentParser(description="The longest turn of the event loop, one line a step.")
    parser.add_argument("--only", nargs="*", default=list(STORIES), choices=list(STORIES))
    parser.add_argument("--studies", nargs=2, type=Path, default=[], help="two study folders")
    parser.add_argument("--rounds", type=int, default=3, help="processes of each story")
    parser.add_argument("--play", choices=list(STORIES), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.play:
        STORIES[arguments.play](Player(list(arguments.studies)))
        sys.stdout.flush()
        os._exit(0)
    with tempfile.TemporaryDirectory() as name:
        studies = arguments.studies or simulated(Path(name))
        return int(sum(_table(story, studies, arguments.rounds) for story in arguments.only) > 0)


def _table(story: str, studies: list[Path], rounds: int) -> int:
    """Print a story's steps; gives how many missed the goal."""
    played = [_play(story, studies) for _ in range(rounds)]
    print(f"\n{story:46} {'CPU ms':>8} {'most':>6} {'wall ms':>8} {'most':>6}", flush=True)
    missed = 0
    for turns in zip(*played, strict=True):
        cpu, wall = [t[1] for t in turns], [t[2] for t in turns]
        late = statistics.median(cpu) > GOAL
        missed += late
        figures = f"{statistics.median(cpu):8.0f} {max(cpu):6.0f} {statistics.median(wall):8.0f} {max(wall):6.0f}"
        print(f"{turns[0][0]:46} {figures}  {'MISSED' if late else 'ok'}", flush=True)
    return missed


if __name__ == "__main__":
    sys.exit(main())
