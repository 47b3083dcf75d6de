"""A page of a PDF → a picture. Drawn in a process of its own: python -m index.documents.pdf.picture FILE PAGE"""

import subprocess
import sys
from pathlib import Path

from index.documents.document import Unreadable

WIDTH = 1400  # pixels: sharp where the panel is widest, on a screen of twice as many pixels
TALLEST = 4000  # pixels: a page may be a roll
SECONDS = 20
MEMORY = 2_000_000_000  # bytes of address space
_ROOT = Path(__file__).resolve().parents[3]


def picture(path: Path, number: int) -> bytes:
    """A page (from 0) of a PDF as PNG; Unreadable where it cannot be drawn."""
    command = [sys.executable, "-m", "index.documents.pdf.picture", str(path.absolute()), str(number)]
    try:
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, timeout=SECONDS, check=True)
    except subprocess.TimeoutExpired:
        raise Unreadable(f"took longer than {SECONDS} s to draw. Read its text instead.") from None
    except subprocess.CalledProcessError:
        raise Unreadable("cannot be drawn. Read its text instead.") from None
    return done.stdout


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _draw(path: str, number: int) -> None:
    import pypdfium2 as pdfium

    page = pdfium.PdfDocument(path)[number]
    scale = min(WIDTH / page.get_width(), TALLEST / page.get_height())
    page.render(scale=scale).to_pil().save(sys.stdout.buffer, "PNG", compress_level=1)


if __name__ == "__main__":
    _limit_memory()
    _draw(sys.argv[1], int(sys.argv[2]))
