"""Two processes of one thread each that train one model.

Where others use the same cores, threads that meet at each kernel lose half their time; these meet once a step.
"""

import torch
from assets.train.corpus import SEED, WORK
from torch import distributed as dist

WORKERS = 2


def place():
    """Return (rank, number of processes)."""
    return (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)


def together(tensors):
    """Return the tensors summed over all processes, in one message."""
    if place()[1] == 1:
        return tensors
    flat = torch.cat([t.flatten() for t in tensors])
    dist.all_reduce(flat)
    return [part.view_as(t) for part, t in zip(flat.split([t.numel() for t in tensors]), tensors, strict=True)]


def join(rank, name):
    """Make this process one of ``WORKERS`` that train together, each with one thread."""
    dist.init_process_group("gloo", init_method=f"file://{WORK}/{name}.meet", rank=rank, world_size=WORKERS)
    torch.manual_seed(SEED)
    torch.set_num_threads(1)


def launch(work, name, *args):
    """Run ``work(rank, *args)`` in ``WORKERS`` processes."""
    (WORK / f"{name}.meet").unlink(missing_ok=True)
    torch.multiprocessing.spawn(work, args, nprocs=WORKERS)


def clock(state, seconds):
    """Add the seconds to the state; all processes follow the first one's clock."""
    now = torch.tensor([state["seconds"] + seconds], dtype=torch.float64)
    if place()[1] > 1:
        dist.broadcast(now, 0)
    state["seconds"] = now.item()
