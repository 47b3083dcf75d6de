"""Any valid document, drawn by hypothesis: blocks of all kinds within each other, with markup and furniture in them."""

from hypothesis import strategies as st

from index.documents.document import SILENT, Document, Kind
from index.documents.draft import Draft
from made_documents import drafted

WORDS = ["Bees", "fly", "far.", "They sting.", "No.", "said:", "蜂飞。", "2005", "“Yes”", "U.S.", "é" * 30, "x" * 950]
SPACES = [" ", " ", "\n", "  ", "\t\n ", ""]
MARKUP = ["**", "](http://bees.example/a b)", "[12]", "`"]
NAMED: list[tuple[Kind, Kind]] = [
    ("turn", "speaker"),
    ("definition", "term"),
    ("message", "sender"),
    ("quotation", "author"),
]
DEEPEST = 3


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of up to five blocks at its top."""
    drawn = _Drawn(draw)
    for _ in range(draw(st.integers(0, 5))):
        drawn.block(0)
        drawn.draft.gap()
    return drafted(drawn.draft)


class _Drawn:
    """A draft whose parts are drawn."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draft = Draft()
        self._draw = draw

    def block(self, depth: int) -> None:
        """A block of any kind that may stand at the top or within others."""
        leaves = [self._paragraph, self._paragraph, self._heading, self._code, self._silent]
        holders = [self._list, self._table, self._exchange, self._named]
        way = self._draw(st.sampled_from(leaves + (holders if depth < DEEPEST else [])))
        way(depth)

    def leaf(self, kind: Kind, level: int = 0) -> None:
        """A block of words, markup and furniture; perhaps of these alone."""
        with self.draft.block(kind, level):
            for _ in range(self._draw(st.integers(1, 5))):
                part = self._draw(st.sampled_from([*WORDS, *WORDS, *MARKUP, "Page 12"]))
                if part in MARKUP:
                    self.draft.leaf("markup", part)
                elif part == "Page 12":
                    self.draft.leaf("furniture", part)
                else:
                    self.draft.write(part)
                self.draft.write(self._draw(st.sampled_from(SPACES)))

    def _paragraph(self, depth: int) -> None:
        self.leaf("paragraph")

    def _heading(self, depth: int) -> None:
        self.leaf("heading", self._draw(st.integers(1, 6)))

    def _code(self, depth: int) -> None:
        self.leaf("code")

    def _silent(self, depth: int) -> None:
        self.leaf(self._draw(st.sampled_from(sorted(SILENT - {"markup"}))))

    def _list(self, depth: int) -> None:
        with self.draft.block("list", self._draw(st.integers(0, 1))):
            for number in range(self._draw(st.integers(1, 3))):
                with self.draft.block("item"):
                    self.draft.leaf("markup", f"{number}.")
                    self.draft.write(" ")
                    self._within(depth)
                self.draft.gap(1)

    def _table(self, depth: int) -> None:
        with self.draft.block("table"):
            if self._draw(st.booleans()):
                self.leaf("caption")
                self.draft.gap(1)
            if self._draw(st.booleans()):
                self._row("head", 0)
                self.draft.gap(1)
            for number in range(self._draw(st.integers(1, 3))):
                self._row("row", number + 1)
                self.draft.gap(1)

    def _row(self, kind: Kind, number: int) -> None:
        with self.draft.block(kind, number):
            for column in self._draw(st.sets(st.integers(0, 3), min_size=1).map(sorted)):
                self.leaf("cell", column)
                self.draft.write(" | ")

    def _exchange(self, depth: int) -> None:
        with self.draft.block("exchange"):
            self.leaf("question")
            self.draft.gap()
            self._within(depth)

    def _named(self, depth: int) -> None:
        """A block that a label names; a quotation's stands behind it."""
        kind, label = self._draw(st.sampled_from(NAMED))
        with self.draft.block(kind):
            if label != "author":
                self.leaf(label)
                self.draft.write(": ")
            self._within(depth)
            if label == "author":
                self.draft.write(" — ")
                self.leaf(label)

    def _within(self, depth: int) -> None:
        for _ in range(self._draw(st.integers(1, 2))):
            self.block(depth + 1)
            self.draft.gap()
