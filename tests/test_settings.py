"""Settings from the environment: what is wrong is named, with what to do."""

from pathlib import Path

import pytest

from settings import ROOT, Settings, SettingsError, load_settings


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
