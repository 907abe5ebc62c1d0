"""The event files of a study folder: read whole, or followed while another process writes them. No Qt."""

from __future__ import annotations

from pathlib import Path

from paretoscope import events as ev
from paretoscope.store import lock
from paretoscope.store.folder import StudyFolder
from paretoscope.store.lines import readable
from paretoscope_gui.bridge.lines import Lines

READ = 1 << 22  # B at most from one file in one look, so that a look stays short


class EventFiles:
    """Reads what was appended to `events/*.jsonl` since the last look; a partial last line waits for its end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "events"
        self._places: dict[Path, tuple[int, Lines]] = {}

    def look(self) -> list[ev.Event]:
        """New events in the order in which the study process wrote them.

        Raises:
            BadStudy: the events were written with an unknown protocol.
        """
        found: list[ev.Event] = []
        for path in sorted(self.folder.glob("*.jsonl")):
            found += self._grown(path)
        found.sort(key=lambda e: e.seq)
        return found

    def _grown(self, path: Path) -> list[ev.Event]:
        place, lines = self._places.setdefault(path, (0, Lines()))
        found: list[ev.Event] = []
        try:
            with path.open("rb") as file:
                file.seek(place)
                while chunk := file.read(READ):
                    place += len(chunk)
                    found += readable(b.decode("utf-8", errors="replace") for b in lines.feed(chunk))
        except FileNotFoundError:  # removed between the listing and the reading
            return []
        self._places[path] = (place, lines)
        return found


def held(folder: Path) -> bool:
    """Whether another process runs the study of this folder now."""
    return lock.held(StudyFolder(folder).lock)


def read_events(folder: Path) -> list[ev.Event]:
    """All events of a study folder in order. Raises BadStudy for an unknown protocol."""
    return EventFiles(folder).look()
