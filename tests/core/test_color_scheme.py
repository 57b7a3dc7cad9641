# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import itertools
import math

import pytest

from addon.core.color_move import chroma_of, hue_of, lab_of
from addon.core.color_scheme import (
    NARROW,
    WIDE,
    Template,
    scheme_of_colors,
    scheme_of_seed,
    template_of,
)
from addon.core.oklab import from_oklab, to_oklab


@pytest.mark.parametrize("seed", range(40))
def test_a_scheme_has_3_to_5_colors_in_proportion_that_can_be_shown(seed: int) -> None:
    parts = scheme_of_seed(seed).parts
    assert 3 <= len(parts) <= 5
    shares = [part.share for part in parts]
    assert sum(shares) == pytest.approx(1.0)
    assert shares == sorted(shares, reverse=True)
    for part in parts:
        assert math.dist(to_oklab(from_oklab(part.lab)), part.lab) < 0.004
    assert chroma_of(parts[0].lab) < chroma_of(parts[2].lab)


@pytest.mark.parametrize("seed", range(40))
def test_the_hues_of_a_scheme_lie_in_its_template(seed: int) -> None:
    scheme = scheme_of_seed(seed)
    base = hue_of(scheme.parts[0].lab)
    turns = [abs(math.remainder(hue_of(part.lab) - base, math.tau)) for part in scheme.parts]
    accent = turns[2]
    slack = 0.06
    if scheme.template is Template.MONOCHROME:
        assert max(turns) <= NARROW + slack
    elif scheme.template is Template.ANALOGOUS:
        assert max(turns) <= WIDE + slack
    elif scheme.template is Template.COMPLEMENTARY:
        assert math.pi - accent <= NARROW + slack
    else:
        assert 0.5 * WIDE - slack <= math.pi - accent <= WIDE + slack


def test_seeds_in_a_row_have_other_templates_and_other_hues() -> None:
    schemes = [scheme_of_seed(seed) for seed in range(8)]
    for one, other in itertools.pairwise(schemes):
        assert one.template is not other.template
    hues = [hue_of(each.parts[0].lab) for each in schemes]
    apart = [abs(math.remainder(a - b, math.tau)) for a, b in itertools.combinations(hues, 2)]
    assert min(apart) > math.radians(15.0)
    assert scheme_of_seed(3) == scheme_of_seed(3)


def test_wanted_colors_keep_their_order_at_seed_0_and_move_a_little_after() -> None:
    wanted = [lab_of(0.9, 0.02, 1.5), lab_of(0.6, 0.08, 2.2), lab_of(0.5, 0.12, 0.8)]
    assert [part.lab for part in scheme_of_colors(wanted, 0).parts] == wanted
    stirred = [part.lab for part in scheme_of_colors(wanted, 4).parts]
    near = [min(math.dist(lab, each) for each in wanted) for lab in stirred]
    assert 0.0 < max(near) < 0.08
    assert scheme_of_colors(wanted, 3) != scheme_of_colors(wanted, 6)


def test_one_wanted_color_gets_shades_and_many_are_cut_to_five() -> None:
    one = scheme_of_colors([lab_of(0.6, 0.08, 2.2)], 0)
    assert len({part.lab[0] for part in one.parts}) == 3
    assert one.template is Template.MONOCHROME
    many = [lab_of(0.6, 0.08, 0.7 * turn) for turn in range(9)]
    assert len(scheme_of_colors(many, 5).parts) == 5


def test_the_template_of_hues() -> None:
    base = lab_of(0.6, 0.1, 1.0)

    def beside(degrees: float) -> Template:
        return template_of([base, lab_of(0.6, 0.1, 1.0 + math.radians(degrees))])

    found = [beside(each) for each in (10.0, 60.0, 130.0, 178.0)]
    assert found[:2] == [Template.MONOCHROME, Template.ANALOGOUS]
    assert found[2:] == [Template.SPLIT, Template.COMPLEMENTARY]
    assert template_of([lab_of(0.6, 0.001, 1.0), lab_of(0.2, 0.001, 4.0)]) is Template.MONOCHROME
