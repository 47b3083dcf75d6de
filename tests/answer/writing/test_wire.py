"""The wire, against a real OpenAI-compatible server: `transformers serve` with a tiny model made here.

Its weights are random, so all it says is babble: none of which may be shown as supported.
"""

import contextlib
import importlib.util
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from answer.answer import Statement
from answer.assistant import Assistant, Stopped
from settings import ROOT

QUESTION = "What did Ukraine offer Tajikistan?"
START = 240  # seconds that the server may take to start on a busy machine

MAKE = """
import sys
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

text, folder = sys.argv[1:]
words = Tokenizer(models.BPE())
words.pre_tokenizer, words.decoder = pre_tokenizers.ByteLevel(), decoders.ByteLevel()
alphabet = pre_tokenizers.ByteLevel.alphabet()
special = ["<s>", "</s>"]
words.train([text], trainers.BpeTrainer(vocab_size=600, special_tokens=special, initial_alphabet=alphabet))
tokenizer = PreTrainedTokenizerFast(tokenizer_object=words, bos_token="<s>", eos_token="</s>", pad_token="</s>")
tokenizer.chat_template = "{% for m in messages %}{{ m['content'] }}\\n{% endfor %}"
tokenizer.save_pretrained(folder)
torch.manual_seed(0)
shape = dict(hidden_size=32, intermediate_size=64, num_hidden_layers=1, num_attention_heads=2)
ids = dict(vocab_size=len(tokenizer), bos_token_id=0, eos_token_id=1, pad_token_id=1, max_position_embeddings=8192)
LlamaForCausalLM(LlamaConfig(**shape, **ids)).save_pretrained(folder)
"""

pytestmark = [
    pytest.mark.timeout(START + 60),
    pytest.mark.skipif(importlib.util.find_spec("accelerate") is None, reason="transformers serve needs accelerate"),
]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model of 50,000 random weights, and a tokenizer of its own."""
    folder = tmp_path_factory.mktemp("tiny")
    article = ROOT / "corpus" / "eurasia-daily-monitor-2-128.txt"
    subprocess.run([sys.executable, "-c", MAKE, str(article), str(folder)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def url(model: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from transformers.cli.transformers import main; main()", "serve", str(model)]
    command += ["--device", "cpu", "--host", "127.0.0.1", "--port", str(port)]
    log = (model / "log").open("wb")
    process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "HF_HUB_OFFLINE": "1"})
    try:
        if not _answers(f"http://127.0.0.1:{port}/health", process):
            pytest.fail(f"transformers serve did not start:\n{(model / 'log').read_text()[-2000:]}")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _answers(address: str, process: "subprocess.Popen[bytes]") -> bool:
    """Whether the server comes to answer in time."""
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 (our own, on the loopback)
            return True
        time.sleep(0.2)
    return False


@pytest.fixture
def babbling(written_by: Callable[..., Assistant], url: str, model: Path) -> Callable[..., Assistant]:
    """babbling(llm_timeout=…) → the assistant with the tiny model behind it."""
    return lambda **settings: written_by(
        **{"llm_url": url, "llm_model": str(model), "llm_max_tokens": 200, "llm_timeout": 60.0, **settings}
    )


def test_babble_comes_out_entirely_unsupported(babbling: Callable[..., Assistant]) -> None:
    heard: list[Statement] = []

    answer = babbling().ask(QUESTION, on_statement=heard.append)

    written = [s for s in heard if s.support != "quoted"]
    assert written
    assert {s.support for s in written} == {"unsupported"}
    assert not [s for s in answer.statements if s.support == "supported"]


def test_two_are_answered_at_once(babbling: Callable[..., Assistant]) -> None:
    assistant = babbling(llm_max_tokens=40)

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(assistant.ask, [QUESTION, "When was the General Agreement signed?"]))

    assert not [a.note for a in answers if "could not be read" in a.note or "cannot be reached" in a.note]


def test_stop_and_ask_again(babbling: Callable[..., Assistant]) -> None:
    assistant = babbling(llm_max_tokens=1300)

    def stop(_: object) -> None:
        raise Stopped

    began = time.monotonic()
    with pytest.raises(Stopped):
        assistant.ask(QUESTION, on_statement=stop)
    stopped = time.monotonic() - began

    assert stopped < 30
    assert babbling(llm_max_tokens=32).ask(QUESTION).verdict


def test_a_time_limit_ends_it(babbling: Callable[..., Assistant]) -> None:
    answer = babbling(llm_max_tokens=1300, llm_time_limit=0.5).ask(QUESTION)

    assert answer.mode == "quotes"
    assert "FOOTNOTE_LLM_TIME_LIMIT" in answer.note


def test_an_unknown_model_is_said(babbling: Callable[..., Assistant]) -> None:
    answer = babbling(llm_model="no-such-model").ask(QUESTION)

    assert answer.mode == "quotes"
    assert answer.note
