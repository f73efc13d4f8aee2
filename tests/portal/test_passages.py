"""A plain text as headings, paragraphs and lists."""

from portal.passages import Passage, passages


def test_lines_become_what_they_look_like():
    told = passages(
        "# What was seen\nNobody asked.\nNobody listened.\n\n- Ask\n- Listen\nThen act."
    )

    assert told == [
        Passage("heading", "What was seen"),
        Passage("paragraph", "Nobody asked.\nNobody listened."),
        Passage("list", "", ("Ask", "Listen")),
        Passage("paragraph", "Then act."),
    ]


def test_headings_are_not_run_together_and_nothing_gives_nothing():
    assert passages("# One\n# Two") == [Passage("heading", "One"), Passage("heading", "Two")]
    assert passages("\r\n \r\n") == []
