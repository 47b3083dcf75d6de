"""Settings from the environment: what is wrong is named, with what to do."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from settings import ROOT, Settings, SettingsError, load_settings

ADDRESSES = ("postgresql://anna:one@db/footnote", "postgresql://ben:two@db/footnote", "postgresql://anna:one@db/other")


def test_without_variables_everything_has_a_default() -> None:
    assert load_settings() == Settings()


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_CORPUS", "")

    assert load_settings().corpus == ROOT / "corpus"


@pytest.mark.parametrize(("name", "value"), [("TOP_K", "0"), ("TOP_K", "many"), ("THREADS", "100000")])
def test_a_value_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"FOOTNOTE_{name}", value)

    with pytest.raises(SettingsError, match=f"FOOTNOTE_{name} is '{value}'"):
        load_settings()


def test_a_misspelt_variable_is_not_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_TOPK", "3")

    with pytest.raises(SettingsError, match=r"no setting FOOTNOTE_TOPK\. Did you mean FOOTNOTE_TOP_K\?"):
        load_settings()


def test_each_corpus_has_a_store_of_its_own(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)

    assert settings.store != settings.of_corpus(tmp_path / "corpus").store


def test_the_advice_names_the_folder_where_it_is_not_the_usual_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert Settings().sync_command == "python -m index sync"
    assert Settings(corpus=tmp_path).sync_command == f'python -m index --corpus "{tmp_path}" sync'

    monkeypatch.setenv("FOOTNOTE_CORPUS", str(tmp_path))
    assert load_settings().sync_command == "python -m index sync"


def test_owners_are_named_with_commas_between_where_a_proxy_says_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_OWNERS", "anna, ben@example.org,")
    with pytest.raises(SettingsError, match=r"FOOTNOTE_OWNERS is 'anna.*' but FOOTNOTE_PROXY_HEADER is not set"):
        load_settings()

    monkeypatch.setenv("FOOTNOTE_PROXY_HEADER", "X-Forwarded-User")
    assert load_settings().owner_names == {"anna", "ben@example.org"}


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://db.example.org/footnote",
        "postgres://anna:a%2Fsecret%40home@[::1]:5432,other:5433/footnote?sslmode=require",
        "postgresql:///footnote",
        "postgresql://anna@%2Frun%2Fpostgresql/footnote",
    ],
)
def test_conversations_are_kept_on_a_server_where_history_is_its_address(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("FOOTNOTE_HISTORY", address)

    settings = load_settings()

    assert settings.keeps
    assert settings.history_server
    assert settings.history_server[0].get_secret_value() == address
    assert "secret" not in f"{settings!r} {settings} {settings.model_dump_json()}"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://anna:a/secret@home/footnote",
        "postgresql://anna:12/secret@home/footnote",
        "postgresql://anna:a#secret@home/footnote",
        "postgresql://anna:a?secret@home/footnote",
        "postgresql://anna:secret@db@home/footnote",
        "mysql://anna:secret@home/footnote",
        "postgresql+asyncpg://anna:secret@home/footnote",
        "secret",
    ],
)
def test_an_address_that_cannot_be_read_is_not_shown(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("FOOTNOTE_HISTORY", address)

    with pytest.raises(
        SettingsError, match=r"FOOTNOTE_HISTORY cannot be used: it is on, off or postgresql://"
    ) as error:
        load_settings()

    assert "secret" not in str(error.value)


def test_conversations_in_a_file_and_on_each_server_have_files_of_their_own(tmp_path: Path) -> None:
    """For those of conversations that are no more are removed."""
    kept = {history: Settings(data=tmp_path, history=SecretStr(history)) for history in ("on", *ADDRESSES)}

    assert len({settings.brought for settings in kept.values()}) == 3
    assert kept[ADDRESSES[0]].brought == kept[ADDRESSES[1]].brought  # whoever asks, and by whatever password
    assert kept["on"].history_server is None
    assert not Settings(history=SecretStr("off")).keeps


def test_a_schema_has_a_name_that_a_server_keeps_whole(tmp_path: Path) -> None:
    servers = [
        Settings(corpus=tmp_path / name / ("long" * 30), history=SecretStr(ADDRESSES[0])).history_server
        for name in ("one", "other")
    ]

    names = {server[1] for server in servers if server}
    assert len(names) == 2
    assert all(len(name) < 64 for name in names)
