"""The peak of torch's processor allocator is the closed form on tensors of known size."""

from __future__ import annotations

import pytest
import torch

from paretoscope.meters.allocator import allocated_peak, peak_of

MEGA = 1_000_000


def test_m21_the_processors_allocator_peak_is_what_lived_at_once() -> None:
    held = torch.ones(5 * MEGA)  # before the call: not counted

    def call() -> torch.Tensor:
        a = torch.ones(MEGA)
        b = a + held[:MEGA]
        del a
        return b.view(-1) if torch.ones(2 * MEGA).sum() > 0 else held

    assert allocated_peak(call) == pytest.approx(4 * (1 + 2) * MEGA, rel=0.001)


def test_m21_what_is_freed_and_taken_again_is_not_counted_twice() -> None:
    def call() -> None:
        for _ in range(5):
            torch.ones(MEGA)

    assert allocated_peak(call) == pytest.approx(4 * MEGA, rel=0.001)


def test_allocations_are_added_in_the_order_of_their_time() -> None:
    assert peak_of([(3, -10), (1, 10), (2, 5), (4, 7)]) == 15
    assert peak_of([(1, -5), (2, 3)]) == 0
    assert peak_of([]) == 0
