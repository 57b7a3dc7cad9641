# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Learning from what was kept: the model, its words, its file, and what is picked next."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from addon.core.appearance import Appearance, Patch, Sunlight, differences, spread
from addon.core.appearance_features import Features, features_of
from addon.core.errors import InputError, OutputError
from addon.core.next_set import Leaning, next_set
from addon.core.preference import (
    ENOUGH_CHOICES,
    MOST_SETS,
    Judgement,
    Preference,
    draw,
    forget,
    judge,
    learn,
    remember,
    score,
    update,
)
from addon.core.preference_file import (
    preference_from_json,
    preference_to_json,
    read_preference,
    write_preference,
)
from addon.core.preference_words import phrase_of, statements, summary
from addon.core.selection import NEAR, Candidates, pick_set

OAK, CHALK, INK = (0.39, 0.24, 0.11), (0.85, 0.83, 0.78), (0.01, 0.015, 0.03)


def appearance(rng: np.random.Generator) -> Appearance:
    """A floor of wood or stone and walls of paint, pale or dark, under a sun of any height."""
    is_wood, is_pale = rng.random() < 0.5, rng.random() < 0.5
    floor = ("planks", "wood", OAK) if is_wood else ("marble", "stone", CHALK)
    jitter = float(rng.uniform(0.9, 1.1))
    red, green, blue = CHALK if is_pale else INK
    return Appearance(
        (
            Patch("floor", floor[0], floor[1], 20.0, floor[2], float(rng.uniform(0.2, 0.6))),
            Patch("interior_wall", "paint", "paint", 40.0, (red * jitter, green, blue), 0.7),
        ),
        Sunlight(float(rng.uniform(0.15, 0.9)), 0.02, 5000.0),
    )


def shown_sets(count: int, seed: int = 0) -> list[tuple[Features, ...]]:
    rng = np.random.default_rng(seed)
    return [tuple(features_of(appearance(rng)) for _ in range(8)) for _ in range(count)]


def wood_lover(sets: int = 12, seed: int = 0) -> Preference:
    """Keeps the two of each set with most wood under the lowest sun."""
    preference = Preference()
    for options in shown_sets(sets, seed):
        worth = [o.get("kind/wood", 0.0) * 10.0 - o.get("light/height", 0.0) for o in options]
        kept = frozenset(int(i) for i in np.argsort(worth)[-2:])
        preference = update(preference, Judgement(options, kept))
    return preference


def test_what_was_kept_scores_higher_than_what_was_not() -> None:
    taste = learn(wood_lover())
    options = shown_sets(5, seed=9)
    for each in options:
        mean, deviation = score(taste, each)
        wood = np.array(["kind/wood" in option for option in each])
        if 0 < wood.sum() < 8:
            assert mean[wood].mean() > mean[~wood].mean() + deviation.mean()
        assert (deviation > 0.0).all()


def test_more_choices_make_it_surer() -> None:
    options = shown_sets(1, seed=5)[0]
    few, many = (score(learn(wood_lover(n)), options)[1].mean() for n in (2, 20))
    assert many < few


def test_nothing_judged_is_the_prior() -> None:
    options = shown_sets(1)[0]
    mean, deviation = score(learn(Preference()), options)
    assert not mean.any() and (deviation > 0.0).all()


def test_the_slope_of_the_posterior_is_zero_at_its_peak() -> None:
    preference = wood_lover(4)
    taste = learn(preference)
    slope = -taste.mean.copy()
    for each in preference.judgements:
        for better, worse in each.pairs():
            one, other = each.options[better], each.options[worse]
            step = np.array([one.get(n, 0.0) - other.get(n, 0.0) for n in taste.names])
            slope += 2.0 / 8.0 * step / (1.0 + np.exp(step @ taste.mean))
    assert np.abs(slope).max() < 1e-6


def test_draws_scatter_as_the_deviation_says() -> None:
    options, taste = shown_sets(1, seed=5)[0], learn(wood_lover())
    mean, deviation = score(taste, options)
    drawn = np.array([draw(taste, options, seed) for seed in range(400)])
    assert np.abs(drawn.mean(axis=0) - mean).max() < 0.3 * deviation.max()
    assert np.abs(drawn.std(axis=0) / deviation - 1.0).max() < 0.2
    assert (draw(taste, options, 3) == draw(taste, options, 3)).all()


def test_dropped_is_below_what_was_left_and_that_below_kept() -> None:
    options = shown_sets(1)[0][:3]
    judgement = Judgement(options, frozenset({0}), frozenset({2}))
    assert sorted(judgement.pairs()) == [(0, 1), (0, 2), (1, 2)]


@pytest.mark.parametrize(
    ("kept", "dropped"), [([0], [0]), ([], []), ([0, 1, 2], []), ([3], []), ([-1], [0])]
)
def test_what_is_no_choice(kept: list[int], dropped: list[int]) -> None:
    with pytest.raises(InputError):
        Judgement(shown_sets(1)[0][:3], frozenset(kept), frozenset(dropped))


def test_a_set_judged_again_replaces_and_old_ones_are_let_go() -> None:
    options = shown_sets(MOST_SETS + 3)
    preference = Preference()
    for each in options:
        preference = update(preference, Judgement(each, frozenset({0})))
    again = update(preference, Judgement(options[-1], frozenset({1, 2})))
    assert len(preference.judgements) == len(again.judgements) == MOST_SETS
    assert again.judgements[-1].kept == {1, 2}
    assert preference.judgements[0].options == options[3]


def test_words_say_what_was_kept_with_evidence() -> None:
    learnt = statements(wood_lover())
    assert "wood" in summary(learnt) and "low sun" in summary(learnt)
    wood = next(each for each in learnt if "wood" in each.phrase)
    assert wood.is_kept and wood.certainty > 0.9
    kept, others = (int(part.split()[0]) for part in wood.evidence.split(" in ")[1:])
    assert kept / 24 > 2.0 * others / 72
    assert len(summary(learnt).splitlines()) == 1


def test_no_words_before_there_are_enough_choices() -> None:
    few = wood_lover((ENOUGH_CHOICES - 1) // 2)
    assert not few.is_ready and statements(few) == ()
    assert summary(()) == ""


def test_a_forgotten_statement_counts_nothing_and_is_not_told_again() -> None:
    preference = wood_lover()
    first = statements(preference)[0]
    without = forget(preference, first.features)
    assert not set(first.features) & set(learn(without).names)
    assert all(first.features[0] not in each.features for each in statements(without))
    feature = first.features[0]
    options = ({feature: 1.0}, {feature: -1.0})
    assert not score(learn(without), options)[0].any()
    assert not score(learn(without), options)[1].any()


@pytest.mark.parametrize(
    ("feature", "is_more", "text"),
    [
        ("kind/metal/polish", False, ("polished metal", False)),
        ("kind/wood/warmth", True, ("warm wood", True)),
        ("light/height", False, ("low sun", True)),
        ("role/interior_wall/lightness", False, ("dark walls", True)),
        ("role/floor/stone", False, ("stone floors", False)),
        ("finish/metal", True, ("bare metal", True)),
        ("composition/two_point", True, ("two point views", True)),
        ("role/x", True, ("x x", True)),
        ("strange/thing/here", False, ("here", False)),
    ],
)
def test_phrases(feature: str, is_more: bool, text: tuple[str, bool]) -> None:
    assert phrase_of(feature, is_more=is_more) == text


def test_a_file_gives_back_what_was_written(tmp_path: Path) -> None:
    preference = forget(wood_lover(), ["light/height"])
    path = tmp_path / "new" / "taste.json"
    write_preference(path, preference)
    assert read_preference(path) == preference
    assert preference_to_json(read_preference(path)) == path.read_text(encoding="utf-8")
    assert [each.name for each in path.parent.iterdir()] == ["taste.json"]
    assert read_preference(tmp_path / "none.json") == Preference()


def test_what_cannot_be_read_or_written(tmp_path: Path) -> None:
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path, tmp_path / "bytes.json"):
        with pytest.raises(InputError, match="another file"):
            read_preference(path)
    with pytest.raises(OutputError):
        write_preference(tmp_path / "bytes.json" / "x.json", Preference())


def broken(**changes: Any) -> str:
    option = [[0, 1.0], [1, 0.5]]
    values = {
        "maquette_preference": 1,
        "forgotten": [],
        "features": ["kind/wood", "light/height"],
        "sets": [{"kept": [0], "dropped": [], "options": option}],
    }
    return json.dumps({**values, **changes})


def one_set(**changes: Any) -> list[Any]:
    return [{"kept": [0], "dropped": [], "options": [[0, 1.0], [1, 0.5]], **changes}]


def test_the_smallest_file_is_read() -> None:
    assert preference_from_json(broken()).choices == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "[" * 100_000,
        broken(maquette_preference=2),
        broken(extra=1),
        broken(features="kind/wood"),
        broken(features=["kind/wood", "kind/wood"]),
        broken(features=["../x", "light/height"]),
        broken(features=["kind/" + "x" * 99, "light/height"]),
        broken(forgotten=[1]),
        broken(sets={}),
        broken(sets=one_set() * (MOST_SETS + 1)),
        broken(sets=one_set(kept=[2])),
        broken(sets=one_set(kept=[True])),
        broken(sets=one_set(kept=[])),
        broken(sets=one_set(options=[[0, 1.0]])),
        broken(sets=one_set(options=[[0], [1, 0.5]])),
        broken(sets=one_set(options=[[9, 1.0], [1, 0.5]])),
        broken(sets=one_set(options=[[0, "1"], [1, 0.5]])),
        broken(sets=one_set(options=[[0, 1e9], [1, 0.5]])),
        broken(sets=one_set(options=[[0, 10**400], [1, 0.5]])),
        broken(sets=one_set(options=[[0, 1.0, 0, 2.0], [1, 0.5]])),
        broken(sets=one_set(options=[[0, float("nan")], [1, 0.5]])),
    ],
)
def test_what_is_no_preference_is_one_sentence(text: str) -> None:
    with pytest.raises(InputError, match="This is not a preference file") as caught:
        preference_from_json(text)
    assert "\n" not in str(caught.value)


def candidates(count: int = 40, seed: int = 1) -> tuple[list[Appearance], list[Features]]:
    rng = np.random.default_rng(seed)
    made = [appearance(rng) for _ in range(count)]
    return made, [features_of(each) for each in made]


def test_the_next_set_leans_and_explores() -> None:
    made, features = candidates()
    preference = wood_lover()

    def wood(exploration: float) -> int:
        chosen = next_set(made, features, Leaning(preference, exploration), 8, seed=2)
        assert len(set(chosen)) == 8
        return sum("kind/wood" in features[i] for i in chosen)

    assert wood(0.0) == 8 > wood(0.5)


def test_the_same_arguments_give_the_same_set_and_judged_ones_do_not_come_again() -> None:
    made, features = candidates()
    leaning = Leaning(wood_lover())
    first = next_set(made, features, leaning, 8, seed=2)
    assert first == next_set(made, features, leaning, 8, seed=2)
    judged = update(
        leaning.preference, Judgement(tuple(features[i] for i in first), frozenset({0}))
    )
    assert not set(first) & set(next_set(made, features, Leaning(judged), 8, seed=2))


def test_near_duplicates_are_passed_over_while_there_are_others() -> None:
    apart = np.full((4, 4), 0.5)
    np.fill_diagonal(apart, 0.0)
    apart[0, 1] = apart[1, 0] = NEAR / 2.0
    liking = np.array([4.0, 3.9, 1.0, 0.0])
    numbers = Candidates(liking, liking, apart)
    assert set(pick_set(numbers, 3, 0.0)) == {0, 2, 3}
    assert set(pick_set(numbers, 4, 0.0)) == {0, 1, 2, 3}
    assert set(pick_set(numbers, 9, 1.0)) == {0, 1, 2, 3}


@pytest.mark.parametrize("exploration", [-0.1, 1.1, float("nan")])
def test_exploration_is_a_share(exploration: float) -> None:
    with pytest.raises(InputError):
        Leaning(Preference(), exploration)


def test_differences_are_a_distance_from_0_to_1() -> None:
    made, _ = candidates(12)
    apart = differences(made)
    for each in (apart.whole, *apart.roles.values()):
        assert np.allclose(each, each.T) and np.allclose(np.diag(each), 0.0)
        assert each.min() >= 0.0 and each.max() <= 1.0 + 1e-9
    assert spread(apart.whole) > 0.0 == spread(apart.whole[:1, :1])
    assert spread(differences([made[0]] * 3).whole) == 0.0


def test_light_alone_can_differ() -> None:
    low, high = (Appearance((), Sunlight(e, 0.02, 5000.0)) for e in (0.2, 0.9))
    assert differences([low, high]).whole[0, 1] == 1.0
    assert set(features_of(low)) == {"light/height", "light/softness", "light/warmth"}
    assert features_of(low)["light/height"] < features_of(high)["light/height"]


def test_features_are_what_they_say() -> None:
    pale = Patch("floor", "planks", "wood", 10.0, (0.7, 0.6, 0.45), 0.3)
    cold = Patch("floor", "metal", "metal", 10.0, (0.2, 0.25, 0.4), 0.1, 1.0)
    wood, metal = (features_of(Appearance((each,))) for each in (pale, cold))
    assert wood["kind/wood"] == 2.0 and "kind/metal" not in wood
    assert wood["palette/warmth"] > 0.0 > metal["palette/warmth"]
    assert wood["palette/lightness"] > metal["palette/lightness"]
    assert metal["finish/metal"] == 1.0 and metal["kind/metal/polish"] > 0.0
    assert features_of(Appearance(())) == {}
    assert all(type(value) is float for value in metal.values())


def test_a_set_that_lost_some_or_got_more_is_judged_anew() -> None:
    (options,) = shown_sets(1)
    first = update(Preference(), Judgement(options, frozenset({0, 5}), frozenset({2})))
    # 2 and 5 were deleted; then 1 is kept instead of 0.
    left = [option for index, option in enumerate(options) if index not in (2, 5)]
    (judged,) = judge(first, left, frozenset({1})).judgements
    assert (judged.options, judged.kept, judged.dropped) == (options, {1, 5}, {2})
    (more,) = judge(
        update(Preference(), Judgement(options[:4], frozenset({0}))), options, {6}
    ).judgements
    assert (more.options, more.kept) == (options, {6})


def test_no_choice_takes_a_judgement_back() -> None:
    one, other = shown_sets(2)
    both = update(
        update(Preference(), Judgement(one, frozenset({0}))), Judgement(other, frozenset({1}))
    )
    assert judge(both, one, frozenset()).judgements == both.judgements[1:]
    assert judge(both, one, frozenset(range(8))).judgements == both.judgements[1:]
    assert judge(Preference(), one[:1], frozenset({0})) == Preference()


def test_equal_looking_options_keep_their_places() -> None:
    same = ({"kind/wood": 1.0}, {"kind/wood": 1.0}, {"kind/wood": 0.2})
    first = update(Preference(), Judgement(same, frozenset({0})))
    (judged,) = judge(first, same, frozenset({1})).judgements
    assert (len(judged.options), judged.kept) == (3, {1})


def test_what_was_forgotten_counts_again() -> None:
    (options,) = shown_sets(1)
    before = update(Preference(), Judgement(options, frozenset({0})))
    assert remember(forget(before, ["palette/warmth"])) == before
