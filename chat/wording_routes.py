"""The page's texts: ours as a module for its scripts, and Chainlit's own in the same language."""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

from chainlit.config import config
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from chat.wording import language_of, wording, wording_for

CHAINLITS = {"en": "en-US", "de": "de-DE"}
"""By language, the file of .chainlit/translations/. Chainlit looks for the very tag: an Austrian would get English."""


def routes() -> list[BaseRoute]:
    """To stand before Chainlit's own, of which one has the same path as the second."""
    return [Route("/footnote/texts.js", _texts), Route("/project/translations", _translations)]


async def _texts(request: Request) -> Response:
    headers = {"Vary": "Accept-Language", "Cache-Control": "no-cache"}
    return Response(wording_for(request).script(), media_type="text/javascript", headers=headers)


async def _translations(request: Request) -> Response:
    """In the language that our own texts have: a page speaks one language, not two."""
    language = wording(language_of(request.query_params.get("language", ""))).language
    return JSONResponse({"translation": config.load_translation(CHAINLITS[language])})
