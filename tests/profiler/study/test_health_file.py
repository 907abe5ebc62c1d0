"""The instrument's own proofs are kept for reports, each part for itself."""

from __future__ import annotations

import pytest

from paretoscope.commands import _health


def test_each_part_is_replaced_alone_and_stamped() -> None:
    assert _health.load() == {}
    assert _health.save("selftest", {"passed": True})
    assert _health.save("aa", {"different": 0})
    assert _health.save("aa", {"different": 1})
    found = _health.load()
    assert found["selftest"]["passed"] is True
    assert found["aa"]["different"] == 1
    assert found["aa"]["when"] > 0
    assert found["aa"]["machine"]["system"]


def test_a_damaged_file_is_as_none() -> None:
    assert _health.save("aa", {})
    _health.health_file().write_text("[1, 2", encoding="utf-8")
    assert _health.load() == {}
    _health.health_file().write_text('["aa"]', encoding="utf-8")
    assert _health.load() == {}


def test_only_known_parts_are_kept() -> None:
    with pytest.raises(ValueError, match="colour"):
        _health.save("colour", {})
