"""`python -m paretoscope.worker.ceilings OUT DEVICE THREADS`: measure the machine's ceilings into a JSON file."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from paretoscope.events import Artefact, Done, Progress
from paretoscope.worker.channel import Channel, own_pipes
from paretoscope.worker.crash import explain
from paretoscope.worker.process import settle


def main(arguments: Sequence[str]) -> int:
    """Measure and write; the exit code is 0, or that of the error."""
    out, device, wanted = Path(arguments[0]), arguments[1], int(arguments[2])
    channel = Channel(*own_pipes())
    threads = settle(wanted)
    channel.listen()
    try:
        import psutil
        import torch

        torch.set_num_threads(threads)
        from paretoscope.meters.ceilings import measure

        free = psutil.virtual_memory().available if device == "cpu" else torch.cuda.mem_get_info(device)[0]
        with torch.inference_mode():
            found = measure(device, free, lambda p: channel.send(Progress(name="ceilings", done=p, total=1.0)))
        out.write_text(json.dumps(found.to_dict()), encoding="utf-8")
        channel.send(Artefact(name="ceilings", path=str(out)))
        channel.send(Done())
        return 0
    except Exception as error:  # whatever torch raises must reach the user as a sentence
        failed, code = explain(error)
        channel.send(failed)
        return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
