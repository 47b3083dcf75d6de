"""The panel beside the conversation, where no chip opens it: the list of documents, and a document from that list."""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

from typing import Any

import chainlit as cl

from answer.assistant import Assistant
from chat.desk import Desk
from chat.library import chosen_of, in_short
from chat.scope import Scope, Scopes
from chat.trouble import show_error
from chat.wording import here
from settings import FootnoteError


class Panels:
    """Opens what the page asks for by a message to its own window, which Chainlit passes on."""

    def __init__(self, desk: Desk, scopes: Scopes, kept: bool) -> None:
        """`kept`: whether conversations are; where not, the page warns before it is left."""
        self._desk, self._scopes, self._kept = desk, scopes, kept

    async def open(self, message: Any) -> None:
        """`{"footnote": "documents"}`, or `{"footnote": "open", "id": …}`; all else is none of ours."""
        wanted = message.get("footnote") if isinstance(message, dict) else None
        try:
            if wanted == "documents":
                await self._show("Documents", {"chat": cl.context.session.thread_id})
            if wanted == "open":
                await self._show("Source", await self._whole(str(message.get("id", ""))))
        except FootnoteError as error:
            await cl.context.emitter.send_toast(here().error(error), "warning")
        except Exception as error:  # Chainlit would show the user nothing
            await show_error(error)

    async def _whole(self, document_id: str) -> dict[str, Any]:
        """What the panel shows of a document that nothing cites: all of it, at its beginning."""
        thread_id = cl.context.session.thread_id
        entry = await self._desk.run(lambda assistant: assistant.store.entry(document_id), Scope(thread_id))
        nothing = {"number": "", "start": 0, "end": 0, "quote": "", "context": [], "place": ""}
        known = {"document_id": document_id, "title": entry.title, "metadata": entry.metadata, "version": entry.version}
        return {"citations": [{**nothing, **known, "chat": thread_id}], "place": 0}

    async def _show(self, name: str, props: dict[str, Any]) -> None:
        element = cl.CustomElement(name=name, display="side", url=f"/public/elements/{name}.jsx", props=props)
        await cl.ElementSidebar.set_elements([element], key=element.id)
        await cl.ElementSidebar.set_title(here().say("both.documents"))  # last: the element has brought its name

    async def tell(self) -> None:
        """Tell the page how many documents there are, and how many of them this conversation asks."""
        thread_id = cl.context.session.thread_id
        scope = await self._scopes.of(thread_id)

        def read(assistant: Assistant) -> dict[str, Any]:
            assistant.store.refresh()
            manifest = assistant.store.manifest
            return in_short(manifest, len(chosen_of(manifest, scope.only) or manifest.documents))

        held = await self._desk.run(read, Scope(thread_id))
        await cl.send_window_message({"footnote": {**held, "chat": thread_id, "kept": self._kept}})
