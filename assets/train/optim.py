"""Muon in float32 for the matrices, AdamW for embeddings, head and norms.

``torch.optim.Muon`` orthogonalizes in bfloat16, which a CPU without AMX multiplies five times slower than float32.
"""

import torch
from assets.train.parallel import place, together


def orthogonal(matrix, steps=4):
    """Return the nearest matrix with all singular values near 1 (Newton-Schulz, [rows, columns])."""
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(steps):
        gram = x @ x.T
        x = 3.4445 * x + (2.0315 * gram @ gram - 4.7750 * gram) @ x
    return x.T if tall else x


class Muon(torch.optim.Optimizer):
    """Momentum whose step is orthogonalized; one learning rate fits all shapes.

    Each of the ``world`` processes orthogonalizes its share of the matrices, a sum brings the steps together.
    """

    def __init__(self, params, lr=0.02, momentum=0.95, decay=0.01):
        super().__init__(params, {"lr": lr, "momentum": momentum, "decay": decay})

    def moves(self, group, rank, world):
        """Yield the step of each parameter; zeros for the parameters of other processes."""
        for i, p in enumerate(group["params"]):
            mean = self.state[p].setdefault("mean", torch.zeros_like(p))
            mean.lerp_(p.grad, 1 - group["momentum"])
            mine = i % world == rank
            yield orthogonal(p.grad.lerp(mean, group["momentum"])) if mine else torch.zeros_like(p)

    @torch.no_grad()
    def step(self):
        """Move every parameter by the steps of all processes, and decay it."""
        rank, world = place()
        for group in self.param_groups:
            moves = together(list(self.moves(group, rank, world)))
            for p, move in zip(group["params"], moves, strict=True):
                p.mul_(1 - group["lr"] * group["decay"])
                p.add_(move, alpha=-group["lr"] * max(1, p.shape[0] / p.shape[1]) ** 0.5)


def optimizers(model, scale=1.0):
    """Return [Muon, AdamW] over a Hugging Face decoder; each group remembers its peak rate as ``peak``."""
    named = dict(model.named_parameters())
    outer = [p for n, p in named.items() if p.ndim == 2 and ("embed" in n or "lm_head" in n)]
    norms = [p for p in named.values() if p.ndim == 1]
    inner = [p for n, p in named.items() if p.ndim == 2 and not ("embed" in n or "lm_head" in n)]
    adam = torch.optim.AdamW(
        [{"params": outer, "lr": 4e-3 * scale}, {"params": norms, "lr": 4e-3 * scale}],
        betas=(0.9, 0.95),
        weight_decay=0.0,
        fused=True,
    )
    found = [Muon(inner, lr=0.02 * scale), adam]
    for group in (g for o in found for g in o.param_groups):
        group["peak"] = group["lr"]
    return found
