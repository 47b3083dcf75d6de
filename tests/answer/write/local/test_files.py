"""What FOOTNOTE_LLM names is found, or it is said what to do."""

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from answer.write.local.files import found_files, model_file, small_model
from settings import ROOT, Settings, SettingsError

pytestmark = pytest.mark.skipif(small_model() is None, reason="no language model is installed: make install WITH=llm")
CONTENT = b"GGUF and nothing more" * 1000


def settings_for(llm: str, models: Path) -> Settings:
    return Settings(llm=llm, models=models)


def test_the_small_model_is_the_file_of_its_package(tmp_path: Path) -> None:
    for name in ("smollm2", "SmolLM2"):
        assert model_file(settings_for(name, tmp_path)) == small_model()


def test_a_file_is_found_by_its_path_and_in_the_folder_of_models(tmp_path: Path) -> None:
    file = tmp_path / "models" / "tiny.gguf"
    file.parent.mkdir()
    file.write_bytes(CONTENT)

    assert model_file(settings_for(str(file), tmp_path)) == file
    assert model_file(settings_for("tiny.gguf", file.parent)) == file
    assert found_files(file.parent) == [file]
    assert found_files(tmp_path / "nowhere") == []


def test_a_file_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "other.gguf").write_bytes(CONTENT)
    with pytest.raises(SettingsError, match=r"'tiny\.gguf'.*there: other\.gguf.*smollm2.*hf:OWNER"):
        model_file(settings_for("tiny.gguf", tmp_path))


def test_without_llama_cpp_it_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(SettingsError, match="make install WITH=llm"):
        model_file(settings_for("smollm2", tmp_path))


@pytest.mark.parametrize("wanted", ["hf:", "hf:me/mine", "hf:mine:a.gguf", "hf:me/mine:a.bin", "hf:me/mine:../a.gguf"])
def test_what_names_no_file_of_a_hub_is_told(tmp_path: Path, wanted: str) -> None:
    with pytest.raises(SettingsError, match=r"hf:OWNER/REPOSITORY:FILE\.gguf"):
        model_file(settings_for(wanted, tmp_path))


class Hub(BaseHTTPRequestHandler):
    """One file of one repository, as a model hub has it."""

    def do_HEAD(self) -> None:
        self._head()

    def do_GET(self) -> None:
        if self._head():
            self.wfile.write(CONTENT)

    def _head(self) -> bool:
        known = self.path == "/me/mine/resolve/main/tiny.gguf"
        self.send_response(200 if known else 404)
        self.send_header("Content-Length", str(len(CONTENT) if known else 0))
        self.send_header("ETag", f'"{hashlib.sha256(CONTENT).hexdigest()}"')
        self.send_header("X-Repo-Commit", "0" * 40)
        if not known:
            self.send_header("X-Error-Code", "EntryNotFound")
        self.end_headers()
        return known

    def log_message(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def hub() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def fetch(wanted: str, folder: Path, hub: str, offline: str = "0") -> subprocess.CompletedProcess[str]:
    """In a process of its own: the hub's client reads the environment when it is imported."""
    asks = (
        "import sys; from pathlib import Path; from answer.write.local.files import fetched\n"
        "from settings import FootnoteError\n"
        "try: print(fetched(sys.argv[1], Path(sys.argv[2])))\n"
        "except FootnoteError as error: sys.exit(str(error))"
    )
    environment = dict(os.environ) | {"HF_ENDPOINT": hub, "HF_HUB_OFFLINE": offline, "HF_HUB_DISABLE_XET": "1"}
    return subprocess.run(
        [sys.executable, "-c", asks, wanted, str(folder)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        timeout=60,
        check=False,
    )


def test_a_file_of_a_hub_is_fetched_once(tmp_path: Path, hub: str) -> None:
    first = fetch("hf:me/mine:tiny.gguf", tmp_path, hub)
    file = tmp_path / "me--mine" / "tiny.gguf"

    assert first.stdout.strip() == str(file), first.stderr
    assert file.read_bytes() == CONTENT
    again = fetch("hf:me/mine:tiny.gguf", tmp_path, "http://127.0.0.1:9", offline="1")
    assert again.stdout.strip() == str(file)


@pytest.mark.parametrize(
    ("wanted", "offline", "said"),
    [
        ("hf:me/mine:none.gguf", "0", "could not be fetched"),
        ("hf:me/mine:tiny.gguf", "1", "HF_HUB_OFFLINE=1 forbids"),
    ],
)
def test_one_that_cannot_be_fetched_says_why(tmp_path: Path, hub: str, wanted: str, offline: str, said: str) -> None:
    done = fetch(wanted, tmp_path, hub, offline)
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob("*.gguf"))
