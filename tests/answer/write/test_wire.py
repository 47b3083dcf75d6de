"""The wire, against a real OpenAI-compatible server: `transformers serve` with a tiny model made here.

Its weights are random, so all it says is babble: none of which may be shown as supported.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from answer.answer import Statement
from answer.assistant import Assistant, Stopped

QUESTION = "What did Ukraine offer Tajikistan?"
START = 240  # seconds that the server may take to start on a busy machine
WIDTH, WORDS = 32, 600
CONFIG = {
    "model_type": "llama",
    "architectures": ["LlamaForCausalLM"],
    "hidden_size": WIDTH,
    "intermediate_size": 2 * WIDTH,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "vocab_size": WORDS,
    "bos_token_id": 0,
    "eos_token_id": 1,
    "pad_token_id": 1,
    "max_position_embeddings": 8192,
}
ENDLESS = {"suppress_tokens": [0, 1]}
TOKENIZER = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "bos_token": "<s>",
    "eos_token": "</s>",
    "pad_token": "</s>",
    "chat_template": "{% for m in messages %}{{ m['content'] }}\n{% endfor %}",
}
LINE_END = "Ċ"  # how byte-level tokenizers put it

pytestmark = pytest.mark.timeout(START + 60)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory, article: str) -> Path:
    """A folder with a model of 50,000 random weights that never ends by itself, and a tokenizer of its own.

    It is written as files, without torch, which would take as long to load as all tests here.
    """
    folder, words = tmp_path_factory.mktemp("tiny"), byte_pairs(article)
    words.save(str(folder / "tokenizer.json"))
    for name, fields in (("config", CONFIG), ("generation_config", ENDLESS), ("tokenizer_config", TOKENIZER)):
        (folder / f"{name}.json").write_text(json.dumps(fields))
    weights = llama()
    weights["lm_head.weight"][words.token_to_id(LINE_END)] *= 4  # lines end often: each is a statement
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    return folder


def byte_pairs(text: str) -> Tokenizer:
    """A tokenizer that can put any text, and knows this one's words best."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer, tokenizer.decoder = pre_tokenizers.ByteLevel(), decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=WORDS, special_tokens=["<s>", "</s>"], initial_alphabet=alphabet)
    tokenizer.train_from_iterator([text], trainer)
    return tokenizer


def llama() -> dict[str, "np.typing.NDArray[np.float32]"]:
    """Random weights of a Llama of one layer, by the names that transformers gives them."""
    attention = {f"self_attn.{name}_proj": (WIDTH, WIDTH) for name in "qkvo"}
    wide = {f"mlp.{name}_proj": (2 * WIDTH, WIDTH) for name in ("gate", "up")} | {"mlp.down_proj": (WIDTH, 2 * WIDTH)}
    norms = dict.fromkeys(("input_layernorm", "post_attention_layernorm"), (WIDTH,))
    layer = {f"model.layers.0.{name}": shape for name, shape in (attention | wide | norms).items()}
    shapes = layer | {"model.embed_tokens": (WORDS, WIDTH), "model.norm": (WIDTH,), "lm_head": (WORDS, WIDTH)}
    draw = np.random.default_rng(0)
    return {f"{name}.weight": draw.normal(0, 1, shape).astype(np.float32) for name, shape in shapes.items()}


@pytest.fixture(scope="module")
def url(model: Path) -> Iterator[str]:
    """One server for all tests here: it takes longer to start than they take together."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "transformers.cli.transformers", "serve", str(model)]
    command += ["--device", "cpu", "--host", "127.0.0.1", "--port", str(port)]
    quiet = {**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}  # more threads only get in one another's way
    with (model / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=quiet)
    try:
        if not answers(f"http://127.0.0.1:{port}/health", process):
            pytest.fail(f"transformers serve did not start:\n{(model / 'log').read_text()[-2000:]}")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(20)


def answers(address: str, process: "subprocess.Popen[bytes]") -> bool:
    """Whether the server comes to answer in time."""
    opener = build_opener(ProxyHandler({}))  # a proxy in the environment is not for this machine
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            opener.open(address, timeout=5).close()
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
