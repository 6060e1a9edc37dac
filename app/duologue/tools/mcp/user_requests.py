"""What MCP servers ask of the user: forms and pages to be filled in (elicitation), and the background model (sampling).

Everything is asked in the session that runs, by voice and on a panel; without one the server is told that nobody
answered. What a server says is data from outside: it is shown as its words, and its name stands with them.
"""

import asyncio
import webbrowser
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from duologue.core.display_text import plain_line, shortened
from duologue.core.events import Json
from duologue.core.sheets import FormField, FormKind
from duologue.tools.base import Answer, Request, Tool, ToolError
from duologue.tools.consent import ConsentDecision, ConsentReply, read_reply
from duologue.tools.forms import Field, Form
from duologue.tools.mcp.arguments import plain_name
from duologue.tools.mcp.config import ServerConfig

if TYPE_CHECKING:
    import mcp_types as types

    from duologue.tools.registry import Toolbox

LONGEST_MESSAGE = 400
"""Characters of what a server says that it wants something for."""
LONGEST_LABEL = 80
LONGEST_SAMPLE = 20_000
"""Characters of a text that the background model is to answer for a server."""
MOST_FIELDS = 30
"""Fields of a form; one with more is not shown."""
NO_MODEL = "There is no background model."
NOBODY = "Nobody is there to answer."
_FORMATS = frozenset(("email", "uri"))

Open = Callable[[str], bool]
"""Opens an address in the browser, and says whether there is one. May take its time: for a worker thread."""


class UserRequests:
    """The requests of all servers. toolboxes: of the sessions that run, the newest last."""

    def __init__(self, toolboxes: "Sequence[Toolbox]", open_address: Open = webbrowser.open) -> None:
        self._toolboxes, self.open = toolboxes, open_address

    async def elicit(
        self, server: ServerConfig, params: "types.ElicitRequestParams"
    ) -> "types.ElicitResult | types.ErrorData":
        """Has the user fill in a form, or open a page."""
        import mcp_types as types  # noqa: PLC0415 - takes a moment to import

        if isinstance(params, types.ElicitRequestURLParams):
            return types.ElicitResult(action=await self.visit(server, params.url, params.message))
        fields = list(_fields(params.requested_schema))
        if len(fields) > MOST_FIELDS:
            return types.ErrorData(code=types.INVALID_PARAMS, message="The form has too many fields.")
        heading = _heading(server, params.message)
        form = Form(
            heading,
            tuple(fields),
            yes=_yes,
            check=_check(params.requested_schema),
            begins=_defaults(params.requested_schema),
        )
        decision = await self._ask(_stand_in(server, "form", f"a form of {server.name}"), {}, form)
        if decision is None or decision.error is not None:
            return types.ElicitResult(action="decline" if decision is not None and decision.asked else "cancel")
        return types.ElicitResult(action="accept", content=dict(form.values))

    async def visit(self, server: ServerConfig, address: str, why: str) -> "Action":
        """Opens a page that a server wants the user to see, if they agree; returns what the server is told."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return "decline"
        heading = f"{_heading(server, why)} It wants to open {parts.hostname} in your browser."
        form = Form(heading, (), yes=_yes, send="Open")
        decision = await self._ask(_stand_in(server, "page", f"a page of {server.name}"), {"address": address}, form)
        if decision is None or decision.error is not None:
            return "decline" if decision is not None and decision.asked else "cancel"
        return "accept" if await asyncio.to_thread(self.open, address) else "cancel"

    async def sample(
        self, server: ServerConfig, params: "types.CreateMessageRequestParams"
    ) -> "types.CreateMessageResult | types.ErrorData":
        """Has the background model answer a text of a server, if the user agrees."""
        import mcp_types as types  # noqa: PLC0415 - takes a moment to import

        box = self._toolboxes[-1] if self._toolboxes else None
        if box is None or box.answer is None:
            return types.ErrorData(code=types.INVALID_REQUEST, message=NO_MODEL if box is not None else NOBODY)
        lines = [(message.role == "user", shortened(_text(message), LONGEST_SAMPLE)) for message in params.messages]
        lines = [line for line in lines if line[1].strip()]
        if not lines:
            return types.ErrorData(code=types.INVALID_PARAMS, message="There is no text to answer.")
        details = {"prompt": lines[-1][1]} | ({"instructions": params.system_prompt} if params.system_prompt else {})
        tool = _stand_in(server, "sampling", f"the background model for {server.name}")
        decision = await self._ask(tool, details)
        if decision is None or decision.error is not None:
            return types.ErrorData(code=-1, message="The user rejected the request.")
        try:
            answer = await box.answer(shortened(params.system_prompt or _SAMPLING, LONGEST_SAMPLE), lines)
        except ToolError as error:
            return types.ErrorData(code=types.INTERNAL_ERROR, message=error.message)
        words = answer.split(" ")
        cut = len(words) > params.max_tokens
        content = types.TextContent(text=" ".join(words[: params.max_tokens]))
        reason = "maxTokens" if cut else "endTurn"
        return types.CreateMessageResult(role="assistant", content=content, model="background", stop_reason=reason)

    async def _ask(self, tool: Tool, details: Mapping[str, Json], form: Form | None = None) -> ConsentDecision | None:
        """What the user decides; None if no session runs. Given up, the question is not asked any more."""
        if not self._toolboxes:
            return None
        box = self._toolboxes[-1]
        decided: asyncio.Future[ConsentDecision] = asyncio.get_running_loop().create_future()

        def take(decision: ConsentDecision) -> None:
            if not decided.done():
                decided.set_result(decision)

        id_ = box.question(tool, details, take, form)
        try:
            return await decided
        except asyncio.CancelledError:
            box.withdraw(id_)
            raise


Action = Literal["accept", "decline", "cancel"]
"""What a server is told of a request: accept, decline or cancel."""
_SAMPLING = "Answer as briefly as the text asks for."


def _stand_in(server: ServerConfig, what: str, title: str) -> Tool:
    """What the user is asked about, in the form of a tool: by its name they may allow it for good."""

    def never(_: Request) -> Answer:
        raise ToolError(NOBODY)

    return Tool(f"{server.prefix}.{what}", title, never, acts=True, title=title)


def _heading(server: ServerConfig, message: str) -> str:
    said = plain_line(message, LONGEST_MESSAGE).rstrip(": ")
    return f"The server {server.name} asks: {said}" if said else f"The server {server.name} asks something."


def _yes(text: str) -> bool | None:
    match read_reply(text):
        case None:
            return None
        case ConsentReply.DENY:
            return False
    return True


def _text(message: "types.SamplingMessage") -> str:
    content = message.content if isinstance(message.content, list) else [message.content]
    return "\n".join(block.text for block in content if block.type == "text")


# ---- forms ---------------------------------------------------------------------------------------------------------


def _fields(schema: Mapping[str, Json]) -> Iterator[Field]:
    properties, required = schema.get("properties"), schema.get("required")
    needed = required if isinstance(required, list) else []
    for name, given in properties.items() if isinstance(properties, dict) else ():
        value = given if isinstance(given, dict) else {}
        label = plain_line(str(value.get("title") or plain_name(name).capitalize()), LONGEST_LABEL)
        about = plain_line(str(value.get("description") or ""))
        kind, options = _kind(value)
        field = FormField(label, kind, name in needed, about, options)
        yield Field(name, field, spelled=value.get("format") in _FORMATS)


def _kind(value: Mapping[str, Json]) -> tuple[FormKind, tuple[tuple[str, str], ...]]:
    if value.get("type") == "array":
        items = value.get("items")
        return FormKind.SOME, _options(items if isinstance(items, dict) else {})
    if options := _options(value):
        return FormKind.ONE, options
    kinds = {"number": FormKind.NUMBER, "integer": FormKind.WHOLE, "boolean": FormKind.YES_NO}
    return kinds.get(str(value.get("type")), FormKind.TEXT), ()


def _options(value: Mapping[str, Json]) -> tuple[tuple[str, str], ...]:
    """The values that may be chosen, each with its name."""
    choices = value.get("oneOf") or value.get("anyOf")
    if isinstance(choices, list):
        known = [each for each in choices if isinstance(each, dict) and isinstance(each.get("const"), str)]
        return tuple((each["const"], plain_line(str(each.get("title") or each["const"]))) for each in known)
    given, names = value.get("enum"), value.get("enumNames")
    if not isinstance(given, list):
        return ()
    called = names if isinstance(names, list) and len(names) == len(given) else given
    return tuple((str(each), plain_line(str(name))) for each, name in zip(given, called, strict=True))


def _defaults(schema: Mapping[str, Json]) -> dict[str, Json]:
    """The values that fields have where the user says nothing else."""
    properties = schema.get("properties")
    known = properties if isinstance(properties, dict) else {}
    return {name: value["default"] for name, value in known.items() if isinstance(value, dict) and "default" in value}


def _check(schema: Mapping[str, Json]) -> Callable[[dict[str, Json]], str]:
    """Says what of the values does not meet the schema, in words for the user."""

    def check(values: dict[str, Json]) -> str:
        from jsonschema import Draft202012Validator, SchemaError  # type: ignore[import-untyped]  # noqa: PLC0415

        validator = Draft202012Validator(dict(schema), format_checker=Draft202012Validator.FORMAT_CHECKER)
        try:
            error = next(iter(validator.iter_errors(values)), None)
        except SchemaError:
            return ""  # the server judges what it gets
        if error is None:
            return ""
        name = str(error.absolute_path[0]) if error.absolute_path else ""
        value = (schema.get("properties") or {}).get(name)
        label = plain_line(str((value or {}).get("title") or plain_name(name).capitalize()), LONGEST_LABEL)
        return f"{label} {_WRONG.get(str(error.validator), 'is not right')}".replace("{}", str(error.validator_value))

    return check


_WRONG = {
    "minLength": "needs at least {} characters", "maxLength": "may have at most {} characters",
    "minimum": "must be {} or more", "maximum": "must be {} or less", "format": "must be a valid {}",
    "minItems": "needs at least {}", "maxItems": "may be at most {}", "pattern": "has not the right form",
}  # fmt: skip
