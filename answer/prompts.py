"""What an LLM is told: one Markdown file a prompt, in prompts/, with $placeholders."""

from pathlib import Path
from string import Template

from answer.errors import PromptError
from settings import ROOT

FOLDER = ROOT / "prompts"


def fill(name: str, folder: Path | None = None, **values: str) -> str:
    """The prompt `name`.md with its placeholders filled in.

    Raises PromptError where the file is missing, asks for what is not given, or leaves out what is.
    """
    path = (folder or FOLDER) / f"{name}.md"
    try:
        template = Template(path.read_text(encoding="utf-8"))
    except OSError:
        raise PromptError(f"The prompt {path} is missing. Restore it: git checkout {path.name}") from None
    asked, given = set(template.get_identifiers()), set(values)
    if asked != given or not template.is_valid():
        wrong = ", ".join(f"${name}" for name in sorted(asked ^ given)) or "a lone $ (write $$)"
        raise PromptError(
            f"The prompt {path} must hold exactly {', '.join('$' + v for v in sorted(given))}; mend {wrong}."
        )
    return template.substitute(values)
