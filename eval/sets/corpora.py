"""The corpora of the suite, each in two halves: one to work with, and one that stays sealed until it is asked for."""

from dataclasses import dataclass
from pathlib import Path

from eval.sets.samples import Half, QuestionSetError, Sample, load_samples
from index.documents.document import Document
from index.documents.files import list_files
from index.documents.reading import read_document
from settings import ROOT

CORPUS_NAMES = ("article", "forms")
OWN_CORPUS = "own"
"""What a user's set goes by, which is asked of FOOTNOTE_CORPUS."""
CORPORA = ROOT / "eval" / "corpora"
HALF_NAMES: dict[Half, str] = {"dev": "development half", "test": "test half"}


@dataclass(frozen=True)
class EvalCorpus:
    """One half of a corpus: its documents, and the questions on them."""

    name: str
    half: Half
    documents: Path
    """A folder, indexed by itself."""
    questions: Path
    """A question file; of a user's set also a folder of them, of which only this half is asked."""

    @property
    def lacks(self) -> str:
        """What it cannot be asked for want of, as a sentence; "" where it is all there."""
        missing = [str(path) for path in (self.documents, self.questions) if not path.exists()]
        of = f"The {HALF_NAMES[self.half]} of the corpus {self.name}"
        return f"{of} cannot be asked: there is no {' and no '.join(missing)}." if missing else ""


def eval_corpora(name: str, half: Half) -> list[EvalCorpus]:
    """One half of the corpus of this name, or of all; they may lack something.

    The article is parted by question: both halves ask one document. The forms are parted by document: neither
    half's documents can be seen or found from the other.
    """
    documents = {"article": ROOT / "corpus", "forms": CORPORA / "forms" / half}
    return [
        EvalCorpus(one, half, documents[one], CORPORA / one / f"{one}-{half}.jsonl")
        for one in (CORPUS_NAMES if name == "all" else (name,))
    ]


def load_corpus(corpus: EvalCorpus, seen: dict[str, str] | None = None) -> tuple[dict[str, Document], list[Sample]]:
    """Its documents by id, and the questions of its half; raises QuestionSetError or CorpusError.

    `seen`: as of load_samples.
    """
    documents = read_corpus(corpus.documents)
    samples = [s for s in load_samples(corpus.questions, documents, seen) if s.half == corpus.half]
    if not samples:
        raise QuestionSetError(f"{corpus.questions} has no questions of the {HALF_NAMES[corpus.half]}.")
    return documents, samples


def read_corpus(folder: Path) -> dict[str, Document]:
    """All documents of a folder, by id; raises CorpusError where one cannot be read."""
    documents = [read_document(path, folder) for path in list_files(folder)[0]]
    return {document.id: document for document in documents}
