"""Limits, rules and words of the XmR chart."""

import pytest

from portal.spc import analyse

PUBLISHED = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


@pytest.mark.parametrize(
    ("screen", "limits"), [(False, (6.95, 1.94, -3.06)), (True, (4.6, 1.94, -0.72))]
)
def test_limits_are_those_of_the_published_example(screen, limits):
    found = analyse(PUBLISHED, screen=screen)

    assert tuple(round(one, 2) for one in (found.upper, found.mean, found.lower)) == limits
    assert ("left out of" if screen else "kept in") in found.method


def test_a_point_outside_a_limit_is_named_by_the_first_rule():
    assert [(p.rule, p.nature) for p in analyse(PUBLISHED).points[3:6]] == [
        (None, "common"),
        ("outside", "improvement"),
        (None, "common"),
    ]


def test_seven_points_rising_are_a_trend():
    found = analyse([5, 4, 5, 4, 5, 4, 1, 2, 3, 4, 5, 6, 7], better="down")

    assert [p.rule for p in found.points[6:]] == ["outside", *["trend"] * 6]
    assert found.points[9].nature == found.variation == "concern"


def test_a_flat_run_is_no_trend():
    assert all(p.rule != "trend" for p in analyse([5, 6] * 6 + [5] * 8).points)


def test_seven_points_on_one_side_are_a_shift():
    values = [10, 12, 10, 12, 10, 12, 10] + [14, 13] * 4

    assert [p.rule for p in analyse(values).points[7:]] == ["shift"] * 8
    assert all(p.rule is None for p in analyse(values, shift_run=9, trend_run=9).points[7:])


def test_a_point_on_the_mean_breaks_a_shift():
    assert {p.rule for p in analyse([4, 6, 5, 6, 4, 5] * 4).points} == {None}


def test_two_of_three_in_the_outer_third_marks_those_two():
    found = analyse([*[50, 51] * 6, 53, 51, 53], baseline=12, better="neither")

    assert [p.rule for p in found.points[11:]] == [None, "two of three", None, "two of three"]
    assert found.points[12].nature == "neutral"


@pytest.mark.parametrize(
    ("target", "better", "word"),
    [
        (90, "up", "fail"),
        (90, "down", "pass"),
        (10, "up", "pass"),
        (10, "down", "fail"),
        (50, "up", "hit or miss"),
        (90, "neither", ""),
        (None, "up", ""),
    ],
)
def test_assurance_sets_the_target_against_the_limits(target, better, word):
    assert analyse([50, 52, 51, 49] * 5, target=target, better=better).assurance == word


def test_under_twelve_points_limits_are_trial_and_nothing_is_assured():
    found = analyse([50, 52, 51, 49] * 2, target=90)

    assert (found.trial, found.assurance) == (True, "")
    assert "Trial limits: fewer than 12 points." in found.method
    assert not analyse([1, 2] * 6).trial


def test_a_baseline_fixes_the_limits():
    found = analyse([1, 2] * 6 + [9], baseline=12)

    assert found.mean == 1.5
    assert found.points[-1].rule == "outside"
    assert found.sentence == "Getting better, beyond usual variation."


def test_the_sentence_speaks_of_the_latest_point_and_the_target():
    assert analyse([50, 52, 51, 49] * 5, target=90).sentence == (
        "Within usual variation; the target will be missed if nothing changes."
    )


def test_one_value_has_no_limits():
    with pytest.raises(ValueError, match="two values or more"):
        analyse([1])
