"""The studies of this machine: listed with their size, renamed, deleted. No Qt; reads disks, so for a thread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from paretoscope.errors import Refused
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.state.settings import Recent

if TYPE_CHECKING:
    from paretoscope.analysis.results import Results

STATES = {
    "done": mark("finished"),
    "running": mark("running"),
    "paused": mark("paused"),
    "unfinished": mark("not finished"),
    "cancelled": mark("stopped"),
    "failed": mark("failed"),
    "": mark("never begun"),
}


@dataclass(frozen=True)
class Known:
    """One study folder. `changed`: s since the epoch; `size` in B, all files together."""

    path: Path
    name: str
    model: str
    trials: int
    protocol: str
    changed: float
    state: str
    size: int

    @property
    def shown(self) -> str:
        """Its name, and its folder's where that is another."""
        return self.name if self.name == self.path.name else f"{self.name} ({self.path.name})"

    @property
    def key(self) -> str:
        """The path as a text."""
        return str(self.path)


def known(remembered: Iterable[Recent] = ()) -> list[Known]:
    """Every study that is still there, newest first: the store's list, then what only the window remembers."""
    from paretoscope.store.folder import disk_use
    from paretoscope.store.recent import listed, recent

    found = {str(x.path.resolve()): x for x in recent()}
    for entry in remembered:
        path = Path(entry.path)
        one = listed(path) if str(path.resolve()) not in found and not entry.missing else None
        if one is not None:
            found[str(path.resolve())] = one
    made = [
        Known(x.path, x.name, Path(x.model.removeprefix("builtin:")).name, x.trials, x.protocol, x.changed, x.state,
              disk_use(x.path))
        for x in found.values()
    ]  # fmt: skip
    return sorted(made, key=lambda k: -k.changed)


def rename(folder: Path, name: str) -> Path:
    """Give a study folder another name beside its old one; the new path. Raises ParetoscopeError."""
    from paretoscope.store import folder as store
    from paretoscope.store.recent import forget, remember

    if name.strip() == folder.name:
        return folder
    _not_running(folder)
    target = store.rename(folder, name.strip())
    forget(folder)
    remember(target)
    return target


def unusable(folder: Path, name: str) -> str:
    """Why a study's folder cannot have this name, "" when it can."""
    if name == folder.name or not name:
        return ""
    if name in (".", "..") or Path(name).name != name or "\\" in name:
        return tr("A folder's name has no / and no \\ in it, and is not a dot.")
    return tr("There is a folder of that name already.") if folder.with_name(name).exists() else ""


def delete(folder: Path) -> None:
    """Delete a study folder for good. Raises ParetoscopeError."""
    from paretoscope.store import folder as store
    from paretoscope.store.recent import forget

    _not_running(folder)
    store.delete(folder)
    forget(folder)


def results_of(folder: Path) -> Results:
    """A stored study's results. Raises ParetoscopeError."""
    from paretoscope.store.stored import StoredStudy

    return StoredStudy(folder).results


def _not_running(folder: Path) -> None:
    from paretoscope.store.folder import StudyFolder
    from paretoscope.store.lock import wait_free

    if not wait_free(StudyFolder(folder).lock):
        raise Refused(tr("the study in {name} is running", name=folder.name), tr("stop it first"))
