"""What the user says of electricity reaches the study; negative figures are refused; a study file keeps them."""

from __future__ import annotations

import argparse

import pytest

from paretoscope.commands._options import add_study, overridden
from paretoscope.plan import Study


def parsed(*words: str) -> Study:
    parser = argparse.ArgumentParser()
    add_study(parser)
    return overridden(Study(model="m"), parser.parse_args(words))


def test_every_energy_option_reaches_the_study() -> None:
    found = parsed("--energy", "estimate", "--core-power", "7.5", "--carbon-intensity", "380",
                   "--electricity-price", "0.31", "--currency", "EUR", "--no-keep-awake",
                   "--energy-from", "10.0.2.2:8766")  # fmt: skip
    assert found.accept_estimates
    assert (found.core_power, found.carbon_intensity, found.electricity_price) == (7.5, 380.0, 0.31)
    assert (found.currency, found.keep_awake, found.energy_from) == ("EUR", False, "10.0.2.2:8766")
    assert Study.from_dict(found.to_dict()) == found


def test_nothing_is_presented_as_the_users_that_was_not_given() -> None:
    found = parsed()
    assert (found.carbon_intensity, found.electricity_price, found.currency) == (0.0, 0.0, "")
    assert not found.accept_estimates
    assert found.keep_awake


@pytest.mark.parametrize("option", ["--core-power", "--carbon-intensity", "--electricity-price"])
def test_a_negative_figure_is_refused(option: str) -> None:
    with pytest.raises(SystemExit):
        parsed(option, "-1")
