"""Questions to begin with and to go on with: the documents' own, and such as their headings and names ask for.

None is offered that was not asked beforehand and answered without doubt.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice, zip_longest
from pathlib import Path

from answer.answer import Answer
from answer.understand.intent import intent_of
from index.documents.document import Document
from index.shelf import Shelf
from index.units import said
from settings import FootnoteError

BEGIN, GO_ON = 4, 2  # questions that are offered
TRIED = 3  # for each that is offered, at most so many are asked
DOCUMENTS_LOOKED_AT = 8
PASSAGES_LOOKED_AT = 200
NAMES = 3
MOST = 20  # blocks of a document that are looked at
LONGEST = 90  # characters
ABOUT = "What is said about {}?"

_CAPITALISED = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]\w+(?: [A-Z][a-z]\w+)*")

_NAMES_SOMETHING = re.compile(r"(?=.*[a-z])(?=.* )[^\W\d][^\d\[\]():]{2,50}")
"""A heading in words: several, no number, no date, not all in capitals."""


def to_begin(corpus: Path, store: Shelf, ask: Callable[[str], Answer]) -> tuple[str, ...]:
    """Those in the corpus' starters.toml, else the documents' own, of each document some."""
    path = corpus / "starters.toml"
    if path.is_file():
        return _answered(_written_down(path), ask, BEGIN)
    documents = [store.document(i) for i in islice(store.manifest.documents, DOCUMENTS_LOOKED_AT)]
    own = chain(_mixed(_questions(d, 0) for d in documents), _mixed(_headings(d, 0) for d in documents))
    return _answered(chain(["What is this about?"], own, _of_names(store)), ask, BEGIN)


def _mixed(parts: Iterable[Iterator[str]]) -> Iterator[str]:
    """The first of each, then the second of each."""
    return (question for row in zip_longest(*parts) for question in row if question)


def to_go_on(store: Shelf, answer: Answer, asked: Iterable[str], ask: Callable[[str], Answer]) -> tuple[str, ...]:
    """What stands near to what an answer cites, and was not asked yet."""
    known = {question.casefold() for question in asked}
    cited = [c for c in answer.citations if c.document_id in store.manifest.documents]
    places = [(store.document(c.document_id), c.start) for c in cited[:1]]
    near = (question for place in places for question in chain(_questions(*place), _headings(*place)))
    return _answered((question for question in near if question.casefold() not in known), ask, GO_ON)


def _answered(questions: Iterable[str], ask: Callable[[str], Answer], wanted: int) -> tuple[str, ...]:
    tried = islice((q for q in questions if intent_of(q) == "question"), wanted * TRIED)
    return tuple(islice((q for q in tried if _is_sure(ask(q))), wanted))


def _is_sure(answer: Answer) -> bool:
    return answer.verdict == "answered" and not answer.doubt


def _written_down(path: Path) -> list[str]:
    try:
        return [str(q) for q in tomllib.loads(path.read_text(encoding="utf-8"))["questions"]]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise FootnoteError(f'{path} must read: questions = ["…", "…"] ({error}). Mend or delete it.') from None


def _questions(document: Document, near: int) -> Iterator[str]:
    """What a document asks itself; the nearest to a character first."""
    return (text for text in _texts(document, near, "question", "heading") if text.endswith("?"))


def _headings(document: Document, near: int) -> Iterator[str]:
    """What stands below its headings; the nearest first."""
    return (ABOUT.format(text) for text in _texts(document, near, "heading") if _NAMES_SOMETHING.fullmatch(text))


def _texts(document: Document, near: int, *kinds: str) -> list[str]:
    places = [place for place, block in enumerate(document.blocks) if block.kind in kinds and block.level != 1]
    places.sort(key=lambda place: abs(document.blocks[place].start - near))
    texts = (" ".join(said(document, place).text.split()).strip(" :") for place in places)
    return list(islice((text for text in texts if 0 < len(text) <= LONGEST), MOST))


def _of_names(store: Shelf) -> Iterator[str]:
    """What is said about the names that most of the first passages hold."""
    ids = list(islice((i for d in store.manifest.documents for i in store.passage_ids(d)), PASSAGES_LOOKED_AT))
    counts = Counter(name for passage in store.passages(ids) for name in set(_CAPITALISED.findall(passage.text)))
    return (ABOUT.format(name) for name, _ in counts.most_common(NAMES))
