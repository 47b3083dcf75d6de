"""What a sync says that it did."""

import pytest

from index.report import Report


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (Report(), "Synced: nothing changed; 0 passages embedded. The index holds 0 documents in 0 passages (0.0 s)."),
        (
            Report(new=["a"], changed=["b", "c"], removed=["d"], repaired=["e"], kept=["f"], missing=["g", "h"]),
            "Synced: 1 new, 2 changed, 1 removed, 1 repaired, 1 unreadable but kept, 2 gone but kept; "
            "0 passages embedded. The index holds 0 documents in 0 passages (0.0 s).",
        ),
        (
            Report(new=["a"] * 1234, embedded=1, documents=1, passages=5678, seconds=61.25),
            "Synced: 1,234 new; 1 passage embedded. The index holds 1 document in 5,678 passages (61.2 s).",
        ),
    ],
)
def test_what_was_done_is_said_in_a_line(report: Report, said: str) -> None:
    assert str(report) == said


@pytest.mark.parametrize("kind", ["new", "changed", "removed", "repaired"])
def test_each_of_these_is_something(kind: str) -> None:
    assert Report(**{kind: ["a"]}).did_something  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["kept", "missing", "problems"])
def test_what_stays_as_it_was_is_nothing_done(kind: str) -> None:
    assert not Report(**{kind: ["a"]}).did_something  # type: ignore[arg-type]
    assert not Report().did_something


def test_files_that_are_left_out_are_counted_by_kind_the_most_frequent_first() -> None:
    names = ["a.zip", "b.ZIP", "sub/c.exe", "Makefile", "d.a", "e.b", "f.c", "g.d"]

    assert Report(problems=["Bad."], left_out=names).warnings == [
        "Bad.",
        "8 files left out, of no kind that is read: a.zip, b.ZIP, sub/c.exe … "
        "(.zip 2, .exe 1, no suffix 1, .a 1, .b 1, .c 1).",
    ]
    assert Report(left_out=["a.zip"]).warnings == ["1 file left out, of no kind that is read: a.zip (.zip 1)."]
    assert Report().warnings == []


def test_of_many_files_that_could_not_be_read_ten_are_named() -> None:
    problems = [f"{n}.pdf is encrypted." for n in range(12)]

    assert Report(problems=problems[:10]).unread == problems[:10]
    assert Report(problems=problems[:11]).unread == [
        *problems[:10],
        "1 more file could not be read: `status` names them all.",
    ]
    assert Report(problems=problems).unread[-1] == "2 more files could not be read: `status` names them all."
