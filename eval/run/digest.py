"""All scores of a run in one canonical form, so that two runs can be seen to have scored the same."""

import hashlib
import json

from eval.run.runs import EvalRun


def scores_json(run: EvalRun) -> str:
    """The scores of every question, and whether a doubt was shown, by id, as JSON with sorted keys.

    No times, and nothing of the machine: the same scores give the same bytes, whenever and wherever it was made.
    """
    scored = sorted(run.results, key=lambda result: result.sample.id)
    scores = [
        {"id": r.sample.id, "doubt": r.answer.doubt, "scores": {k: s.model_dump() for k, s in r.scores.items()}}
        for r in scored
    ]
    return json.dumps({"scores": scores}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def scores_digest(run: EvalRun) -> str:
    """The first 16 digits of the SHA-256 of scores_json."""
    return hashlib.sha256(scores_json(run).encode()).hexdigest()[:16]
