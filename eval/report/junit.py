"""A run as JUnit XML, the form in which CI servers read test results: a case for each question and each gate."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from eval.report.stages import first_failure
from eval.run.compare import Comparison
from eval.run.runs import EvalRun
from eval.run.tables import got_text, shown_text
from eval.score.gates import JudgedGate
from eval.score.result import EvalResult

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to say, not even escaped: https://www.w3.org/TR/xml/#charsets"""


def run_xml(run: EvalRun, judged: Sequence[JudgedGate]) -> str:
    """A scored run and its gates; a question fails at its first failing stage, a gate below its bound.

    The test half stays closed: of its questions none is told, so that nobody fits to their failures.
    """
    questions = Element("testsuite", name=f"questions of {run.name}", timestamp=run.when)
    for result in run.results if run.half == "dev" else ():
        _fail_at_stage(_question(questions, result), result, first_failure(result, run.documents))
    gates = Element("testsuite", name="gates", timestamp=run.when)
    for one in judged:
        _gate(gates, one)
    return _document([questions, gates])


def comparison_xml(comparison: Comparison) -> str:
    """What was broken between two runs: a question fails where it held up before and no longer does."""
    suite = Element("testsuite", name="questions of both runs", timestamp=comparison.after.when)
    for pair in comparison.pairs if comparison.after.half == "dev" else ():
        case = _question(suite, pair.after)
        if pair.flip == "broken":
            _fail_at_stage(case, pair.after, first_failure(pair.after, comparison.after.documents))
    for key in (*comparison.reworded, *comparison.only_before, *comparison.only_after):
        case = SubElement(suite, "testcase", classname="unpaired", name=_text(key))
        SubElement(case, "skipped", message="not in both runs")
    return _document([suite])


def _question(suite: Element, result: EvalResult) -> Element:
    sample = result.sample
    return SubElement(
        suite,
        "testcase",
        classname=_text(f"{sample.half}.{sample.category}"),
        name=_text(sample.id),
        time=f"{result.seconds:.3f}",
    )


def _fail_at_stage(case: Element, result: EvalResult, stage: str | None) -> None:
    if stage:
        said = f"{result.sample.question}\n{result.answer.text}"
        _fail(case, stage, f"{stage} [{shown_text(result.answer)}]: {'; '.join(result.problems)}", said)


def _gate(suite: Element, judged: JudgedGate) -> None:
    gate = judged.gate
    case = SubElement(suite, "testcase", classname=f"gates.{gate.suite}", name=_text(f"{gate.metric} {gate.bound}"))
    if not judged.passes:
        _fail(case, "gate", f"{gate.metric} is {got_text(judged)}, wanted {gate.bound}", gate.reason)


def _fail(case: Element, kind: str, message: str, details: str = "") -> None:
    SubElement(case, "failure", type=_text(kind), message=_text(message)).text = _text(details)


def _document(suites: Sequence[Element]) -> str:
    root = Element("testsuites", name="Footnote")
    root.extend([suite for suite in suites if len(suite)])
    for element in [*root, root]:
        cases = list(element.iter("testcase"))
        element.set("tests", str(len(cases)))
        element.set("failures", str(len(list(element.iter("failure")))))
        element.set("errors", "0")
        element.set("skipped", str(len(list(element.iter("skipped")))))
        element.set("time", f"{sum(float(case.get('time', 0)) for case in cases):.3f}")
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _text(text: str) -> str:
    """What XML cannot hold is replaced by U+FFFD, so that it is seen."""
    return NOT_XML.sub("\ufffd", text)
