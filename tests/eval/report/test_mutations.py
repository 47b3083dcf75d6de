"""The counterfactual section: each kind, what was changed where a law is broken, the test half closed."""

import pytest

from eval.mutate.kinds import MUTATION_KINDS
from eval.mutate.metrics import mutation_metrics
from eval.mutate.runs import MutationRun
from eval.report.mutations import LAWS, broken_laws, law_rows
from eval.report.page import page_html
from eval.run.runs import EvalRun
from eval.score.gates import Gate, JudgedGate


@pytest.fixture
def page(hostile_run: EvalRun, mutations: MutationRun) -> str:
    html = page_html(hostile_run, [], mutations=mutations)
    return html.split('<section id="mutations">')[1].split("</section>")[0]


def test_each_kind_has_a_row(mutations: MutationRun) -> None:
    row = law_rows(mutations, [])[0]
    assert (row.metric, [cell.value for cell in row.cells]) == ("edit_flip", ["0.500"])


def test_its_gate_stands_on_its_bar(mutations: MutationRun) -> None:
    gate = Gate(suite="mutate", metric="edit_flip", at_least=0.85, reason="wanted")
    row = law_rows(mutations, [JudgedGate(gate, 0.5)])[0]
    assert [cell.bar.gate for cell in row.cells if cell.bar] == [0.85]


def test_what_was_changed_is_shown_before_and_after(page: str) -> None:
    assert "<del>June &lt;/script&gt;" in page
    assert "<ins>May &lt;/script&gt;" in page


def test_only_broken_laws_are_listed(page: str) -> None:
    assert [number for number in "12" if f"case-{number}</span>" in page] == ["2"]


def test_of_the_test_half_no_case_is_listed(mutations: MutationRun) -> None:
    closed = [r.model_copy(update={"case": r.case.model_copy(update={"half": "test"})}) for r in mutations.results]
    sealed = mutations.model_copy(update={"results": tuple(closed)})
    assert (len(broken_laws(mutations)), broken_laws(sealed)) == (1, [])


def test_another_corpus_is_said(page: str) -> None:
    assert "It was made of another corpus (another) than this run." in page


def test_every_metric_of_a_mutation_run_is_explained(mutations: MutationRun) -> None:
    cases = [r.case.model_copy(update={"kind": kind}) for r in mutations.results for kind in MUTATION_KINDS]
    results = [mutations.results[0].model_copy(update={"case": case}) for case in cases]
    assert mutation_metrics(results).keys() <= LAWS.keys()
