"""A sample and its answer → scores. Nothing is asked again; the same input always gives the same scores."""

from collections.abc import Callable, Mapping

from pydantic import BaseModel, ConfigDict

from answer.answer import Answer, Citation, Statement
from eval.score.carried import lacking
from eval.score.patchwork import is_made_of
from eval.sets.matching import contains, is_on
from eval.sets.samples import MOST_WORDS, GoldQuote, Sample

Texts = Mapping[str, str]
"""Document id → its canonical text, into which all offsets point."""

OPEN_CATEGORIES = frozenset({"overview"})
"""Many sentences serve these as well as the gold ones: citation precision and recall do not apply, nor MOST_WORDS."""

LONGEST_CITATION = 2000
"""Characters, about a page. A longer citation rests on nothing: whoever cites everything has pointed at nothing."""


class Score(BaseModel):
    """What one scorer says of one answer: a share of `of` things, or None where the scorer does not apply."""

    model_config = ConfigDict(frozen=True)

    value: float | None
    """0 to 1; None is n/a: it is counted as such, never as 0."""
    of: int = 1
    """How many things (citations, gold quotes, the answer itself) the value is a share of."""
    explanation: str = ""
    """What was wrong, for people."""


NOT_APPLICABLE = Score(value=None, of=0)

Scorer = Callable[[Sample, Answer, Texts], Score]


def abstained(answer: Answer) -> bool:
    """Whether the answer states nothing (nor does a help text). What is shown counts, whatever the verdict says."""
    return not answer.statements


def citations(answer: Answer) -> list[Citation]:
    """Each citation once. Two quotes under one number are two citations, so that none can hide."""
    found = {(c.document_id, c.start, c.end, c.quote): c for s in answer.statements for c in s.citations}
    return list(found.values())


def right(sample: Sample, answer: Answer, texts: Texts) -> Score:
    """1 where every fact is stated, nothing forbidden is, and in at most MOST_WORDS. Only of answerable questions.

    A fact counts only in a statement that is not marked unsupported; what is forbidden counts in any.
    """
    if not sample.answerable:
        return NOT_APPLICABLE
    if abstained(answer):
        return Score(value=0, explanation="abstained")
    carried = " ".join(s.text for s in answer.statements if s.support != "unsupported")
    missing = [" | ".join(fact) for fact in sample.target if not any(contains(carried, phrase) for phrase in fact)]
    said = [phrase for phrase in sample.forbidden if contains(answer.text, phrase)]
    problems = [f"missing: {fact}" for fact in missing] + [f"forbidden: {phrase}" for phrase in said]
    words = len(answer.text.split())
    if words > MOST_WORDS and sample.category not in OPEN_CATEGORIES:
        problems.append(f"too long: {words} words")
    return Score(value=float(not problems), explanation="; ".join(problems))


def citation_precision(sample: Sample, answer: Answer, texts: Texts) -> Score:
    """Of the citations, how many rest on gold evidence. Of answerable questions that were answered with some.

    An invented citation, whose quote is not what stands at its offsets, never does.
    """
    found = citations(answer)
    if not sample.answerable or not found or sample.category in OPEN_CATEGORIES:
        return NOT_APPLICABLE
    beside = [c for c in found if not (is_verbatim(c, texts) and any(_is_on(c, gold) for gold in sample.evidence))]
    explanation = f"not on gold: {' '.join(f'[{c.number}]' for c in beside)}" if beside else ""
    return Score(value=1 - len(beside) / len(found), of=len(found), explanation=explanation)


def citation_recall(sample: Sample, answer: Answer, texts: Texts) -> Score:
    """Of the gold quotes, how many a genuine citation rests on. Of answerable questions that were answered."""
    if not sample.answerable or abstained(answer) or sample.category in OPEN_CATEGORIES:
        return NOT_APPLICABLE
    genuine = [c for c in citations(answer) if is_verbatim(c, texts)]
    missed = [gold.quote for gold in sample.evidence if not any(_is_on(c, gold) for c in genuine)]
    total = len(sample.evidence)
    explanation = "; ".join(f"not cited: “{quote}”" for quote in missed)
    return Score(value=(total - len(missed)) / total, of=total, explanation=explanation)


def quote_exactness(sample: Sample, answer: Answer, texts: Texts) -> Score:
    """Of the citations, how many are verbatim: `document.text[start:end] == quote`. Of every answer that cites."""
    found = citations(answer)
    if not found:
        return NOT_APPLICABLE
    wrong = [f"[{c.number}] {c.document_id} {c.start}–{c.end}" for c in found if not is_verbatim(c, texts)]
    explanation = f"not verbatim: {', '.join(wrong)}" if wrong else ""
    return Score(value=1 - len(wrong) / len(found), of=len(found), explanation=explanation)


def attribution(sample: Sample, answer: Answer, texts: Texts) -> Score:
    """Of the statements shown as quoted or supported, how many their own citations carry. Of answers with some.

    A quoted statement stands in one of its own verbatim quotes, word for word; what a supported one says (its names,
    numbers, negation, most of its words) stands in its own verbatim quotes together, by rules that are not those of
    the check which let it pass (eval/score/carried.py). A statement given twice is one.
    """
    shown = dict.fromkeys(s.model_dump_json() for s in answer.statements if s.support != "unsupported")
    stated = [Statement.model_validate_json(statement) for statement in shown]
    if not stated:
        return NOT_APPLICABLE
    alone = [s.text for s in stated if not _is_carried(s, texts)]
    explanation = "; ".join(f"not carried by its citations: “{text}”" for text in alone)
    return Score(value=1 - len(alone) / len(stated), of=len(stated), explanation=explanation)


def abstention(sample: Sample, answer: Answer, texts: Texts) -> Score:
    """1 where it abstained from an unanswerable question, or answered an answerable one."""
    if abstained(answer) != sample.answerable:
        return Score(value=1)
    return Score(value=0, explanation="wrongly abstained" if sample.answerable else "answered what the corpus does not")


def written(sample: Sample, answer: Answer, texts: Texts) -> Score:
    """1 where a language model wrote the answer, or said that there is none; 0 where quotes stand in for some of it.

    Only of runs in which it should write, and of questions that are put to it: no overview, no help.
    """
    if answer.mode in ("overview", "help") or not answer.hits:
        return NOT_APPLICABLE
    fell_back = answer.mode == "quotes" or any(s.support == "quoted" for s in answer.statements)
    return Score(value=float(not fell_back), explanation=answer.note if fell_back else "")


SCORERS: dict[str, Scorer] = {
    "right": right,
    "citation_precision": citation_precision,
    "citation_recall": citation_recall,
    "quote_exactness": quote_exactness,
    "attribution": attribution,
    "abstention": abstention,
}


def is_verbatim(citation: Citation, texts: Texts) -> bool:
    """Whether the quote and its context are what their document says at their offsets (no negative indices)."""
    text = texts.get(citation.document_id, "")
    stretches = [(citation.start, citation.end, citation.quote), *((s.start, s.end, s.text) for s in citation.context)]
    return all(0 <= start < end <= len(text) and text[start:end] == said for start, end, said in stretches)


def _is_carried(statement: Statement, texts: Texts) -> bool:
    """Whether the statement's own citations, those that are verbatim, carry what it says."""
    verbatim = [c for c in statement.citations if is_verbatim(c, texts)]
    quotes = [text for c in verbatim for text in (c.quote, *(s.text for s in c.context))]
    if statement.support == "quoted":
        return is_made_of(statement.text, quotes)
    documents = "\n".join(
        texts.get(key, "") for key in {c.document_id for c in statement.citations if is_verbatim(c, texts)}
    )
    return bool(quotes) and not lacking(statement.text, quotes, documents)


def _is_on(citation: Citation, gold: GoldQuote) -> bool:
    return citation.end - citation.start <= LONGEST_CITATION and is_on(citation, gold)
