"""The fields of a line that mutations are made of, and everything that can be wrong with them."""

from collections.abc import Iterator, Sequence

from eval.sets.lines import EditLine, QuestionLine
from eval.sets.matching import contains, fold
from eval.sets.texts import places_of, replaced


def problems_by_hand(line: QuestionLine, texts: Sequence[str]) -> Iterator[str]:
    """A sentence for each mistake in paraphrases, edits and answered_elsewhere; `texts` are all documents'."""
    yield from _paraphrase_problems(line)
    if not line.answerable and (line.edits or line.answered_elsewhere):
        yield "not answerable, but edits or answered_elsewhere is given."
        return
    for edit in line.edits:
        yield from (f'the edit "{edit.find}" → "{edit.replace}": {problem}' for problem in _edit(edit, line, texts))


def _paraphrase_problems(line: QuestionLine) -> Iterator[str]:
    seen = {fold(line.question)}
    for paraphrase in line.paraphrases:
        if not paraphrase.strip():
            yield "an empty text in paraphrases."
        elif fold(paraphrase) in seen:
            yield f'the paraphrase "{paraphrase}" is the question itself, or was given before.'
        seen.add(fold(paraphrase))


def _edit(edit: EditLine, line: QuestionLine, texts: Sequence[str]) -> Iterator[str]:
    words = [edit.find, edit.replace, *edit.accepted, *edit.forbidden]
    if not all(text.strip() for text in words) or not edit.accepted or not edit.forbidden:
        yield "find, replace, accepted and forbidden must all hold words."
        return
    quotes = [quote.quote for quote in line.evidence if places_of(edit.find, quote.quote)]
    if not quotes:
        yield f'"{edit.find}" stands in no gold quote of this question.'
        return
    pair = [(edit.find, edit.replace)]
    yield from _value_problems(edit, replaced(quotes[0], pair).text, [replaced(text, pair).text for text in texts])
    yield from _old_problems(edit, line, texts)


def _value_problems(edit: EditLine, quote: str, after: Sequence[str]) -> Iterator[str]:
    """Whether the new value is there after the edit, and the old one nowhere."""
    if not any(contains(quote, form) for form in edit.accepted):
        yield f'none of accepted stands in the edited quote: "{quote}"'
    for form in edit.forbidden:
        if any(contains(text, form) for text in after):
            yield f'"{form}" is forbidden, but still stands in the documents after the edit; make "find" another.'


def _old_problems(edit: EditLine, line: QuestionLine, texts: Sequence[str]) -> Iterator[str]:
    """Whether the new value is new, and the question gives nothing away."""
    asked = " ".join([*line.history, line.question])
    for form in edit.accepted:
        if any(contains(text, form) for text in [*texts, asked]):
            yield f'"{form}" is accepted, but stands in the documents or in the question before the edit.'
    for form in dict.fromkeys([edit.find, *edit.forbidden]):
        if contains(asked, form):
            yield f'"{form}" stands in the question: it would ask for what is no longer there.'
