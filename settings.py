"""Every setting of Footnote: its default, its environment variable, one line on what it does.

Settings are read once, from the environment (`FOOTNOTE_...`), into one frozen object that is
passed in wherever it is needed. There is no global settings object.
"""

import difflib
import hashlib
import os
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent

_HOST = r"(?:\[[0-9A-Fa-f:.]+]|[^@/?#\s:\[\],]*)(?::\d+)?"
POSTGRES = re.compile(
    rf"postgres(?:ql)?://(?:[^@/?#\s]*@)?(?P<hosts>{_HOST}(?:,{_HOST})*)(?:/(?P<database>[^@/?#\s]*))?(?:\?[^@#\s]*)?"
)
"""A PostgreSQL server's address. An @, / or # that a password holds as it is would end up in the database's name."""


class FootnoteError(Exception):
    """Base of all errors that are shown to the user: says what is wrong and what to do next.

    FootnoteError
    ├── SettingsError        a FOOTNOTE_ variable has a value that cannot be used
    ├── CorpusError          a document or the corpus folder cannot be read    (index/errors.py)
    ├── ModelError           a model is missing, altered or wrong              (index/errors.py)
    ├── StoreError           the index is missing, damaged or of another kind  (index/errors.py)
    ├── PromptError          a prompt file is missing or lacks a placeholder   (answer/errors.py)
    ├── LLMError             the language model's server did not answer        (answer/errors.py)
    │   └── ContextError     the prompt is longer than it can read             (answer/errors.py)
    ├── TrainingError        the reader cannot be trained                      (answer/errors.py)
    ├── UsersError           a user, or the file of users, cannot be used      (chat/users.py)
    ├── SignInError          others may come, and nobody could sign in         (chat/entrance.py)
    ├── HistoryError         what keeps the conversations cannot be used       (chat/schema.py)
    ├── LibraryError         a document cannot be kept or taken out            (chat/library.py)
    ├── FeedbackError        a thumb up or down cannot be kept                 (chat/feedback.py)
    ├── QuestionSetError     an eval question set is not valid                 (eval/sets/samples.py)
    ├── RunFileError         a run file cannot be read, or a file not written  (eval/run/runs.py)
    ├── CompareError         two runs share no question                        (eval/run/compare.py)
    ├── GatesError           eval/score/gates.toml is not valid                (eval/score/gates.py)
    ├── DraftError           no questions can be drafted, or not written there (eval/sets/write.py)
    ├── FeedbackFileError    a file of thumbs is not one                       (eval/sets/feedback.py)
    ├── MutationSetError     a document that is added has the name of another  (eval/mutate/additions.py)
    ├── BenchError           a benchmark's file is missing or malformed        (eval/sets/files.py)
    └── ChatError            the chat that is measured did not start           (eval/bench/speed/visitor.py)
    """


class SettingsError(FootnoteError):
    """A FOOTNOTE_ variable has a value that cannot be used."""


def _place(history: SecretStr) -> SecretStr:
    if history.get_secret_value() not in ("on", "off") and not POSTGRES.fullmatch(history.get_secret_value()):
        raise ValueError(
            "it is on, off or postgresql://user:password@host/database, with %40 for an @ in the password, %2F for a /"
        )
    return history


class Settings(BaseSettings):
    """All settings, frozen. Field `x_y` is set by the environment variable `FOOTNOTE_X_Y`."""

    model_config = SettingsConfigDict(env_prefix="FOOTNOTE_", env_ignore_empty=True, frozen=True, extra="forbid")

    corpus: Path = ROOT / "corpus"
    """The folder of documents."""
    data: Path = ROOT / ".footnote"
    """What Footnote makes: stores, the exported model, eval runs, what training left; and the thumbs up and down."""
    embed_model: str = "all-MiniLM-L6-v2"
    """A sentence-transformers model: a name or a folder. The default one comes with its package."""
    max_file: int = Field(default=50, ge=1)
    """Largest file that is read, in MB."""
    passage_tokens: int = Field(default=200, ge=16)
    """Longest passage, in tokens of the embedding model (which reads 256 of them)."""
    remove: Literal["ask", "yes"] = "ask"
    """Where all documents are gone from the folder, or more than a tenth and more than five: ask before a sync removes
    them from the index (and keep them where nobody can be asked), or remove them."""
    top_k: int = Field(default=8, ge=1, le=50)
    """Passages that are found for one question."""
    reader: Literal["trained", "likeness"] = "trained"
    """What picks the sentences: the trained reader and likeness to the question together, or likeness alone."""
    caution: Literal["low", "normal", "high"] = "normal"
    """How sure an answer must be to be shown: low answers more, high refuses more."""
    history: Annotated[SecretStr, AfterValidator(_place)] = SecretStr("on")
    """Where the chat keeps conversations, for each user their own: `on`: in a file of the data folder; `off`: nowhere;
    postgresql://user:password@host/database: on a server."""
    sign_in: Literal["auto", "on"] = "auto"
    """Whether who asks must sign in: where others than this machine can reach the chat, or always."""
    proxy_header: str = Field(default="", pattern=r"^[A-Za-z0-9-]*$")
    """The header in which a proxy says who asks, e.g. X-Forwarded-User. Only where nobody else can reach the port."""
    owners: str = ""
    """Who of those whom the proxy lets in may change the library: their names, with commas between."""
    own_file: int = Field(default=20, ge=1)
    """Largest file that may be brought to a conversation, in MB."""
    own_files: int = Field(default=10, ge=0)
    """How many files may be brought to a conversation at a time; 0: none."""
    own_passages: int = Field(default=2000, ge=1)
    """How many passages all files of a conversation may have together."""
    llm: str = ""
    """A language model that runs on this machine: smollm2, a .gguf file, or hf:OWNER/REPOSITORY:FILE.gguf."""
    models: Path = ROOT / "models"
    """The folder of language models' files; what is fetched from a hub comes here."""
    llm_url: str = ""
    """Base URL of an OpenAI-compatible server, e.g. http://127.0.0.1:11434/v1. Empty: no LLM."""
    llm_model: str = ""
    """The model's name on that server."""
    llm_key: SecretStr = SecretStr("")
    """The server's key, if it wants one."""
    llm_timeout: float = Field(default=30.0, gt=0)
    """Seconds to wait for the server's first word, and between two of them."""
    llm_time_limit: float = Field(default=120.0, gt=0)
    """Seconds that a whole answer may take; what was said by then stays."""
    llm_context: int = Field(default=4096, ge=1024)
    """The model's context size, in tokens: passages that do not fit are left out, the least likely first."""
    llm_max_tokens: int = Field(default=1024, ge=32)
    """Longest answer, in tokens, a model's thinking included; never more than a third of the context."""
    unsupported: Literal["mark", "drop"] = "mark"
    """What is done with a written sentence that no passage supports: shown as such, or dropped."""
    threads: int = Field(default=0, ge=0, le=256)
    """Threads for the embedding model and the reader; 0 takes one for each core."""

    @property
    def sync_command(self) -> str:
        """What to type to bring this corpus' index up to date."""
        usual = Path(os.environ.get("FOOTNOTE_CORPUS") or ROOT / "corpus")
        folder = "" if self.corpus == usual else f' --corpus "{self.corpus}"'
        return f"python -m index{folder} sync"

    @property
    def owner_names(self) -> frozenset[str]:
        """Who of those whom a proxy lets in may change the library."""
        return frozenset(filter(None, map(str.strip, self.owners.split(","))))

    @property
    def writes(self) -> bool:
        """True where a language model is configured to write the answers."""
        return bool(self.llm_url or self.llm)

    @property
    def store(self) -> Path:
        """The folder of this corpus' own store: one corpus folder, one store folder."""
        corpus = self.corpus.resolve()
        name = re.sub(r"[^A-Za-z0-9]+", "-", corpus.name).strip("-") or "corpus"
        return self.data / "stores" / f"{name}-{hashlib.sha256(str(corpus).encode()).hexdigest()[:8]}"

    @property
    def conversations(self) -> Path:
        """The file of the conversations about this corpus."""
        return self.data / "conversations" / f"{self.store.name}.sqlite"

    @property
    def keeps(self) -> bool:
        """True where conversations are kept."""
        return self.history.get_secret_value() != "off"

    @property
    def history_server(self) -> tuple[SecretStr, str] | None:
        """The PostgreSQL server that keeps the conversations, and the schema of those about this corpus (its name has
        at most 63 letters there, and the last tell one corpus from another)."""
        return (self.history, self.store.name[-60:]) if POSTGRES.fullmatch(self.history.get_secret_value()) else None

    @property
    def brought(self) -> Path:
        """The folder of the files that were brought to these conversations: those that are kept elsewhere have another,
        for the files of conversations that are no more are removed."""
        server = POSTGRES.fullmatch(self.history.get_secret_value())
        where = f"{server['hosts']}/{server['database']}" if server else ""
        suffix = f"-{hashlib.sha256(where.encode()).hexdigest()[:8]}" if server else ""
        return self.data / "brought" / f"{self.store.name}{suffix}"

    def of_corpus(self, folder: Path) -> "Settings":
        """These settings for another folder of documents (which has a store of its own)."""
        return self.model_copy(update={"corpus": folder})


def load_settings() -> Settings:
    """Read the settings from the environment; raises SettingsError that names the variable."""
    _refuse_unknown_variables()
    try:
        settings = Settings()
    except ValidationError as error:
        problem = error.errors()[0]
        name = str(problem["loc"][0])
        is_secret = Settings.model_fields[name].annotation is SecretStr
        shown = "cannot be used" if is_secret else f"is {problem['input']!r}"
        raise SettingsError(
            f"FOOTNOTE_{name.upper()} {shown}: {problem['msg'].removeprefix('Value error, ')}. "
            "Set it right, or unset it for the default."
        ) from None
    if settings.llm and settings.llm_url:
        raise SettingsError(
            f"FOOTNOTE_LLM is {settings.llm!r}, a model that runs here, and FOOTNOTE_LLM_URL is a server's. Set one."
        )
    if bool(settings.llm_url) != bool(settings.llm_model):
        given, missing = ("URL", "MODEL") if settings.llm_url else ("MODEL", "URL")
        raise SettingsError(f"FOOTNOTE_LLM_{given} is set but FOOTNOTE_LLM_{missing} is not. Set both, or neither.")
    if settings.owners and not settings.proxy_header:
        raise SettingsError(
            f"FOOTNOTE_OWNERS is {settings.owners!r} but FOOTNOTE_PROXY_HEADER is not set. Set both, or neither: "
            "who signs in with a password is an owner by python -m chat user add NAME --owner."
        )
    return settings


def _refuse_unknown_variables() -> None:
    """A misspelt variable would be ignored without a word."""
    known = {f"FOOTNOTE_{name.upper()}" for name in Settings.model_fields} | {"FOOTNOTE_REQUIRE_BROWSER"}
    for name in os.environ:
        if name.startswith("FOOTNOTE_") and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else "settings.py lists them all."
            raise SettingsError(f"There is no setting {name}. {hint} Set it right, or unset it.")
