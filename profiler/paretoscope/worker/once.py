"""A process that does one job and ends: reads it, does it, and tells the end on the event stream like any worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from paretoscope.events import Done
from paretoscope.worker.channel import Channel, own_pipes
from paretoscope.worker.crash import explain
from paretoscope.worker.job import Job


def once(arguments: Sequence[str], do: Callable[..., None], orphaned: Callable[[], None] | None = None) -> int:
    """Do the job of the file that the first argument names; the exit code is 0, or the error's.

    Args:
        do: called as (channel, job, *the other arguments as paths).
        orphaned: called when whoever started this process is gone and this process goes on; default: nothing.
    """
    job, paths = Job.read(Path(arguments[0])), [Path(a) for a in arguments[1:]]
    channel = Channel(*own_pipes(), trial=job.trial, orphaned=orphaned)
    channel.listen()
    try:
        do(channel, job, *paths)
        channel.send(Done())
        return 0
    except Exception as error:  # whatever a library raises must reach the user as a sentence
        failed, code = explain(error)
        channel.send(failed)
        return code
