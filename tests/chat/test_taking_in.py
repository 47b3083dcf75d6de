"""What is said of files that were brought."""

from chat.taking_in import progress, said
from index.report import Report


def test_the_progress_names_the_minutes_where_they_are_many() -> None:
    assert progress(1, 0.2, 12) == "Reading 1 file … 20%"
    assert progress(3, 0.5, 170) == "Reading 3 files … 50%, about 3 minutes left"


def test_what_was_read_is_named_and_whose_it_is() -> None:
    text = said(Report(new=["Your files/a.pdf"], changed=["Your files/b.md"]))
    assert text.startswith("2 documents read: a.pdf, b.md.\n\nThey belong to this conversation alone.")
    assert "g.txt" not in said(Report(new=[f"{c}.txt" for c in "abcdefg"]))
    assert "a.txt, b.txt, c.txt, d.txt, e.txt and 2 more." in said(Report(new=[f"{c}.txt" for c in "abcdefg"]))


def test_what_was_left_out_is_said_with_its_reason() -> None:
    report = Report(new=["Your files/a.pdf"], problems=["b.pdf is encrypted."], left_out=["c.png"])
    assert "2 left out:\n- b.pdf is encrypted.\n- c.png is of no kind that is read." in said(report)
    assert said(Report(problems=["b.pdf is encrypted."])) == "Nothing was read.\n1 left out:\n- b.pdf is encrypted."
