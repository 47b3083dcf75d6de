"""Which language models are found on this machine, and what to set for each."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from answer.write.local.files import SMOLLM2, found_files, small_model

SERVERS: Mapping[str, str] = {
    "Ollama": "http://127.0.0.1:11434/v1",
    "LM Studio": "http://127.0.0.1:1234/v1",
    "llama.cpp": "http://127.0.0.1:8080/v1",
}
"""Where they answer unless somebody has set them otherwise."""
PATIENCE = 1.0  # seconds; what is on this machine answers at once
LARGEST = 1 << 20  # bytes of an answer that are read: a list of names is no longer


def found(folder: Path, servers: Mapping[str, str] = SERVERS) -> Iterator[str]:
    """A line for each: what it is, and what to set. `folder` holds models' files."""
    if small_model():
        yield f"SmolLM2, 135 million parameters (small: to try it out)\n  FOOTNOTE_LLM={SMOLLM2}"
    for file in found_files(folder):
        yield f"{file.name}, {file.stat().st_size >> 20:,} MB\n  FOOTNOTE_LLM={file.relative_to(folder)}"
    for name, url in servers.items():
        for model in _served(url):
            yield f"{model}, by {name}\n  FOOTNOTE_LLM_URL={url} FOOTNOTE_LLM_MODEL={model}"


def _served(url: str) -> list[str]:
    """The models that a server has; none where nobody answers there, or not as such a server does."""
    try:
        with build_opener(ProxyHandler({})).open(f"{url}/models", timeout=PATIENCE) as reply:
            listed = json.loads(reply.read(LARGEST))["data"]
        return [str(one["id"]) for one in listed]
    except (URLError, OSError, ValueError, KeyError, TypeError):
        return []
