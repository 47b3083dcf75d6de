"""What the window says: each language has all of it, and says it as people of that language do."""

import ast
import importlib
import json
import pkgutil
import re
import string
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import answer
from answer.answer import Answer, Statement
from answer.check.objection import NOTHING_OF_THE_KIND, Objection
from answer.help import help_text, holdings
from answer.read.quoter import NOT_FOUND, UNSURE
from answer.saying import SAYINGS, Said, joined
from answer.write.checked_writer import QUOTED
from answer.write.failures import CUT
from chat import render
from chat.rating import buttons
from chat.taking_in import progress, said
from chat.wording import ENGLISH, FOLDER, LANGUAGES, coded, here, language_of, wording
from chat.wording_routes import CHAINLITS, routes
from index.manifest import Manifest
from index.report import Report
from settings import ROOT

GERMAN = wording("de")
OTHERS = [language for language in LANGUAGES if language != "en"]


def texts(language: str) -> dict[str, dict[str, Any]]:
    read: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return read


def shape(text: str | dict[str, str]) -> Any:
    """What must be the same in all languages: the forms, and the places of each (a form for one may do without)."""
    if isinstance(text, dict):
        return {"one", "other"} == set(text) and places(text["other"]) | places(text["one"]) | {"count"}
    return sorted(places(text))


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def keys(tables: dict[str, dict[str, Any]]) -> set[str]:
    return {f"{table}.{key}" for table, held in tables.items() for key in held}


@pytest.fixture(scope="module", autouse=True)
def _all_sayings() -> None:
    for module in pkgutil.walk_packages(answer.__path__, "answer."):
        importlib.import_module(module.name)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_all_that_english_says_with_the_same_places(language: str) -> None:
    own = texts(language)
    del own["answer"]
    assert {t: {k: shape(v) for k, v in held.items()} for t, held in own.items()} == {
        t: {k: shape(v) for k, v in held.items()} for t, held in texts("en").items()
    }


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_words_all_that_answer_says(language: str) -> None:
    english = {
        code.removeprefix("answer."): shape({"one": s.one, "other": s.text}) if s.one != s.text else shape(s.text)
        for code, s in SAYINGS.items()
    }
    assert {key: shape(text) for key, text in texts(language)["answer"].items()} == english


def in_python() -> set[str]:
    """All texts that stand in the code of the chat."""
    files = [ROOT / "app.py", *(ROOT / "chat").glob("*.py")]
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def in_scripts() -> Iterator[str]:
    for file in (*(ROOT / "public").glob("*.js"), *(ROOT / "public" / "elements").glob("*.jsx")):
        yield from re.findall(r"'([a-z_]+)'", file.read_text(encoding="utf-8"))


def test_every_text_is_said_somewhere_and_all_that_is_said_is_there() -> None:
    there, python, scripts = keys(texts("en")), in_python(), set(in_scripts())
    by_page = {key for key in there if key.startswith(("page.", "both.")) and key.partition(".")[2] in scripts}
    of_itself = {key for key in there if key.startswith(("form.", "place."))}
    assert there - python - by_page - of_itself == set()

    tables = "|".join(texts("en"))
    assert {text for text in python if re.fullmatch(rf"(?:{tables})\.[a-z_]+", text)} <= there


def test_the_scripts_say_nothing_that_is_not_there() -> None:
    there = {key.partition(".")[2] for key in keys(texts("en")) if key.startswith(("page.", "both."))}
    for file in (*(ROOT / "public").glob("*.js"), *(ROOT / "public" / "elements").glob("*.jsx")):
        code = file.read_text(encoding="utf-8")
        said = re.findall(r"\b(?:say|word)\('(\w+)'", code) + [
            key for pair in re.findall(r"\bsay\(\w[\w. ]*\? '(\w+)' : '(\w+)'", code) for key in pair
        ]
        assert set(said) <= there, file.name


def test_a_number_decides_the_form_and_is_written_as_people_write_it() -> None:
    assert ENGLISH.say("chat.reading", count=1) == "Reading 1 file …"
    assert GERMAN.say("chat.reading", count=1) == "1 Datei wird gelesen …"
    assert GERMAN.say("chat.reading", count=1234) == "1.234 Dateien werden gelesen …"
    assert (ENGLISH.number(1234), GERMAN.number(1234)) == ("1,234", "1.234")
    assert (ENGLISH.decimal(0.5, 2), GERMAN.decimal(0.5, 2)) == ("0.50", "0,50")


def test_what_stands_in_a_value_is_put_in_as_it_is() -> None:
    assert GERMAN.say("chat.understood", question="{model} {0}") == "Verstanden als: {model} {0}"


def test_a_language_that_is_not_there_is_english_and_so_is_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wording("fr").say("chat.stopped") == "Stopped."
    monkeypatch.setattr(GERMAN, "_texts", {"form.thousands": "."})
    assert GERMAN.say("chat.stopped") == "Stopped."
    with pytest.raises(KeyError):
        GERMAN.say("chat.nothing_of_this_name")


@pytest.mark.parametrize(
    ("tags", "language"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("DE-de,de;q=0.9,en;q=0.8", "de"),
        (" de_CH", "de"),
        ("en-GB,de;q=0.9", "en"),
        ("fr-FR,de;q=0.9", "en"),
        ("*", "en"),
        ("", "en"),
        ("../de", "en"),
    ],
)
def test_the_language_is_that_which_the_browser_asks_for_first(tags: str, language: str) -> None:
    assert language_of(tags) == language


def test_outside_of_a_chat_english_is_spoken() -> None:
    assert here() is ENGLISH


def test_what_answer_says_is_worded_with_all_that_is_in_it() -> None:
    note = joined(QUOTED(failure=CUT), UNSURE)
    assert ENGLISH.of(note) == str(note)
    assert GERMAN.of(note) == (
        "Die Verbindung brach ab; noch einmal fragen. Diese Antwort ist stattdessen aus den Dokumenten zitiert. "
        "Das sind die Worte der Dokumente; ob sie die Frage beantworten, ist nicht sicher."
    )
    assert GERMAN.of(Objection("negation", NOTHING_OF_THE_KIND, "“not”").reason) == (
        "im Zitat steht “not”, im Satz nichts dergleichen"
    )


def test_what_has_no_wording_is_shown_in_english() -> None:
    assert GERMAN.of("as it is") == "as it is"
    assert GERMAN.of(Said("A later one.", "answer.of_a_later_version")) == "A later one."
    assert GERMAN.of(Said("Kept with other values.", "answer.llm_failed", {"name": "m"})) == "Kept with other values."
    assert GERMAN.error(ValueError()) == ""


def test_an_error_of_the_chat_is_worded_for_whoever_sees_it() -> None:
    assert coded("chat.no_file", name="a.txt", folder="b") == "a.txt is no file in b any more."
    error = ValueError(coded("chat.no_file", name="a.txt", folder="b"))
    assert GERMAN.error(error) == "a.txt ist keine Datei in b mehr."


def test_help_is_worded_and_the_questions_in_it_stay() -> None:
    words = GERMAN.of(help_text("help", 2, ("Who?",), holdings(Manifest("c", "m", "f"))))
    assert words.startswith("Hier werden Fragen zu den Dokumenten beantwortet")
    assert words.endswith("\n\nEs gibt 0 Dokumente.\n\nZum Beispiel:\n- Who?")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("page 12", "Seite 12"),
        ("page iv, § 4 Termination", "Seite iv, § 4 Termination"),
        ("sheet Prices, row 14", "Blatt Prices, Zeile 14"),
        ("slide 3", "Folie 3"),
        ("front matter", "Vorspann"),
        ("paragraph 3 of 8", "Absatz 3 von 8"),
        ("Ben", "Ben"),
        ("A paragraph on rows, of pages", "A paragraph on rows, of pages"),
    ],
)
def test_a_place_is_worded_and_what_the_document_calls_it_stays(place: str, words: str) -> None:
    assert GERMAN.place(place) == words
    assert ENGLISH.place(place) == place


def test_an_answer_is_german_around_the_documents_words() -> None:
    statement = Statement(
        text="It is so.", citations=(), support="unsupported", reason=Objection("name", "Bell").reason
    )
    given = Answer(
        question="Who?",
        standalone_question="Who is it?",
        statements=(statement,),
        verdict="partial",
        confidence=0.5,
        message="",
        note=UNSURE,
        hits=(),
        mode="written",
        model="m",
        timings={"search": 0.01, "total": 0.02},
    )
    shown = render.answer(given, GERMAN, byline=True)
    assert "*Verstanden als: Who is it?*" in shown
    assert "⚠ **Nicht in den Quellen** (der Name Bell steht nicht im Zitat): ~~It is so.~~" in shown
    assert "Suche 10 ms · zusammen 20 ms" in render.how(given, GERMAN)
    assert "Sicherheit 0,50 · Art: geschrieben · m" in render.how(given, GERMAN)
    refused = given.model_copy(update={"statements": (), "message": NOT_FOUND})
    assert "In den Dokumenten findet sich nichts" in render.answer(refused, GERMAN)


def test_files_are_read_in_german_too() -> None:
    assert progress(3, 0.5, 170, GERMAN) == "3 Dateien werden gelesen … 50 %, noch etwa 3 Minuten"
    report = Report(new=[f"{c}.txt" for c in "abcdefg"], problems=[coded("chat.one_too_many", name="h.txt", most=7)])
    assert said(report, GERMAN).splitlines() == [
        "7 Dokumente gelesen: a.txt, b.txt, c.txt, d.txt, e.txt und 2 weitere.",
        "1 ausgelassen:",
        "- h.txt ist eine Datei zu viel: 7 auf einmal.",
        "",
        "Sie gehören nur zu dieser Unterhaltung. Unter „Dokumente“ lassen sie sich für alle behalten.",
    ]


def test_a_thumb_that_was_given_says_how_it_is_taken_back() -> None:
    assert [button.label for button in buttons("m", "up", GERMAN)] == [
        "Das hat geholfen: Bewertung zurücknehmen",
        "Etwas stimmt nicht",
        "Begründen",
    ]


@pytest.fixture(scope="module")
def page() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=routes())) as client:
        yield client


@pytest.mark.parametrize(
    ("tags", "language", "label"), [("de-AT", "de", "Fragen"), ("fr", "en", "Ask"), ("", "en", "Ask")]
)
def test_the_page_gets_its_texts_in_one_language(page: TestClient, tags: str, language: str, label: str) -> None:
    script = page.get("/footnote/texts.js", headers={"accept-language": tags})
    assert script.headers["content-type"].startswith("text/javascript")
    assert script.headers["vary"] == "Accept-Language"
    held = {name: json.loads(value) for name, value in re.findall(r"export const (\w+) = (.*)", script.text)}
    assert held["LANGUAGE"] == language
    assert held["TEXTS"]["ask"] == label
    assert held["TEXTS"].keys() == {k.partition(".")[2] for k in keys(texts("en")) if k.startswith(("page.", "both."))}


@pytest.mark.parametrize(("tag", "label"), [("de-AT", "Fragen"), ("de", "Fragen"), ("en-GB", "Ask"), ("fr-FR", "Ask")])
def test_chainlits_own_texts_are_in_the_same_language(page: TestClient, tag: str, label: str) -> None:
    found = page.get("/project/translations", params={"language": tag}).json()["translation"]
    assert found["chat"]["input"]["actions"]["send"] == label


def test_chainlits_own_texts_are_kept_for_every_language_and_say_as_much() -> None:
    assert set(CHAINLITS) == set(LANGUAGES)
    folder = ROOT / ".chainlit" / "translations"
    held = {tag: json.loads((folder / f"{tag}.json").read_text(encoding="utf-8")) for tag in CHAINLITS.values()}
    assert {tag: paths(one) for tag, one in held.items()} == dict.fromkeys(held, paths(held["en-US"]))
    assert {f"!{tag}.json" for tag in held} <= {*(folder / ".gitignore").read_text(encoding="utf-8").split()}


def paths(tree: dict[str, Any], above: str = "") -> set[str]:
    found = set[str]()
    for key, value in tree.items():
        found |= paths(value, f"{above}{key}.") if isinstance(value, dict) else {f"{above}{key}"}
    return found
