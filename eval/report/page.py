"""A scored run, or two, as one HTML page that asks nobody for anything: styles, script and charts are in it."""

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.mutate.runs import MutationRun
from eval.report.charts import latency_chart, reliability_chart, risk_coverage_chart
from eval.report.confidence import given, reliability
from eval.report.mutations import broken_laws, law_rows
from eval.report.questions import questions
from eval.report.scores import category_cells, score_rows, stage_counts
from eval.report.stages import STAGE_MEANINGS
from eval.report.theme import logo, theme_css
from eval.report.verdict import comparison_verdict, run_verdict
from eval.report.wording import wording
from eval.run.beside import beside
from eval.run.compare import Comparison, differences
from eval.run.digest import scores_digest
from eval.run.runs import EvalRun
from eval.run.tables import by_category, fallbacks_text, got_text, interval_text
from eval.score.gates import JudgedGate
from eval.score.mcnemar import conclusion
from eval.score.metrics import metrics, percentile
from eval.score.result import JUDGED
from eval.score.selective import area, ideal, risk_coverage
from eval.sets.corpora import HALF_NAMES

REPORT_FOLDER = Path(__file__).resolve().parent
STYLE_SHEETS = ("style.css", "questions.css", "small.css")
"""In this order: what is said for small windows overrides the rest."""
PATH_SETTINGS = ("corpus", "data")
"""Settings of which only the folder's name is shown: where it lies on a machine is nobody's business in a mail."""


def page_html(
    run: EvalRun,
    judged: Sequence[JudgedGate],
    comparison: Comparison | None = None,
    mutations: MutationRun | None = None,
) -> str:
    """The page of a scored run; with a comparison, of its later run and of what came out differently from the earlier.

    `judged` are the gates of the run, and of the mutation run where there is one.
    """
    environment = Environment(loader=FileSystemLoader(REPORT_FOLDER), autoescape=True, undefined=StrictUndefined)
    environment.globals.update(
        wording=wording, interval_text=interval_text, got_text=got_text, conclusion=conclusion, judged=JUDGED
    )
    environment.trim_blocks = environment.lstrip_blocks = True
    return environment.get_template("page.html").render(
        **_frame(),
        **_scores(run, judged),
        **_confidence(run),
        **_compared(run, judged, comparison),
        **_mutated(mutations, judged),
    )


def _frame() -> dict[str, Any]:
    """Style and script, with the script's hash: the page's policy lets no other script run, nor anything be fetched."""
    style = Markup("\n".join((REPORT_FOLDER / name).read_text(encoding="utf-8") for name in STYLE_SHEETS))  # noqa: S704 - our own files
    script = Markup((REPORT_FOLDER / "script.js").read_text(encoding="utf-8"))  # noqa: S704 - our own file
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return {"theme": theme_css(), "logo": logo(), "style": style, "script": script, "script_hash": f"sha256-{digest}"}


def _scores(run: EvalRun, judged: Sequence[JudgedGate]) -> dict[str, Any]:
    return {
        "run": run,
        "half": HALF_NAMES[run.half],
        "digest": scores_digest(run),
        "fallbacks": fallbacks_text(run),
        "settings": _shown_settings(run),
        "rows": score_rows(
            {name: (metric,) for name, metric in metrics(run.results).items()},
            [j for j in judged if j.gate.suite == "run"],
        ),
        "gates": judged,
        "categories": {name: (len(of), category_cells(of)) for name, of in by_category(run.results).items()},
        "stages": stage_counts(run),
        "meaning": STAGE_MEANINGS,
    }


def _confidence(run: EvalRun) -> dict[str, Any]:
    confidence, right = given(run.results)
    curves = risk_coverage(confidence, right, len(run.results)), ideal(right, len(run.results))
    calibration = reliability(run.results)
    seconds = [result.seconds for result in run.results]
    marks = {f"p{percent}": percentile(seconds, percent).value or 0.0 for percent in (50, 95)}
    return {
        "areas": [area(curve) for curve in curves],
        "answered": len(right),
        "risk_chart": risk_coverage_chart(*curves),
        "calibration": calibration,
        "reliability_chart": reliability_chart(calibration),
        "latency": marks,
        "latency_chart": latency_chart(seconds, marks),
    }


def _compared(run: EvalRun, judged: Sequence[JudgedGate], comparison: Comparison | None) -> dict[str, Any]:
    return {
        "comparison": comparison,
        "beside": score_rows(beside(comparison)) if comparison else {},
        "differences": differences(comparison) if comparison else [],
        "verdict": comparison_verdict(comparison) if comparison else run_verdict(run, judged),
        "questions": questions(run, comparison),
    }


def _mutated(mutations: MutationRun | None, judged: Sequence[JudgedGate]) -> dict[str, Any]:
    return {
        "mutations": mutations,
        "laws": law_rows(mutations, [j for j in judged if j.gate.suite == "mutate"]) if mutations else [],
        "broken_laws": broken_laws(mutations) if mutations else [],
    }


def _shown_settings(run: EvalRun) -> dict[str, Any]:
    return {
        name: Path(str(value)).name if name in PATH_SETTINGS else value for name, value in sorted(run.settings.items())
    }
