"""A form that another program wants filled in, on a panel with its buttons. tools/forms.py reads its answers."""

from collections.abc import Mapping, Sequence

from duologue.core.display_text import plain_line
from duologue.core.events import Json
from duologue.core.sheets import FormField, FormKind
from duologue.panels.consent_question import ACTION, surface_of
from duologue.panels.messages import CATALOG, Message

LONGEST_HEADING = 1000
"""Characters of what the program says that it wants the form for."""
_FIELD = "field"
"""What the names of the values in a button's context begin with; the number of the field follows."""


def asking(
    call: str, heading: str, fields: Sequence[FormField], send: str, problem: str = ""
) -> list[tuple[str, Message]]:
    """Surface and messages of a form. call: id of the question. problem: what was wrong with what was filled in."""
    surface = surface_of(call)
    values = {f"{_FIELD}{at}": _held(field) for at, field in enumerate(fields)}
    value = {"heading": plain_line(heading, LONGEST_HEADING), "problem": plain_line(problem), "values": values}
    parts = [part for at, field in enumerate(fields) for part in _field(at, field)]
    shown = [f"{_FIELD}{at}" for at in range(len(fields))]
    column = ["heading", *(["problem"] if problem else []), *shown, "buttons"]
    components: list[dict[str, Json]] = [
        {"id": "root", "component": "Card", "child": "sheet"},
        {"id": "sheet", "component": "Column", "children": column},
        {"id": "heading", "component": "Text", "text": {"path": "/heading"}, "variant": "h4"},
        {"id": "problem", "component": "Text", "text": {"path": "/problem"}, "variant": "caption"},
        {"id": "buttons", "component": "Row", "children": ["allow", "deny"]},
        *parts,
        *_button(
            "allow", send, {"id": call, "answer": "allow"} | {name: {"path": f"/values/{name}"} for name in values}
        ),
        *_button("deny", "Don't", {"id": call, "answer": "deny"}),
    ]
    messages: list[Message] = [
        {"version": "v0.9", "createSurface": {"surfaceId": surface, "catalogId": CATALOG}},
        {"version": "v0.9", "updateDataModel": {"surfaceId": surface, "path": "/", "value": value}},
        {"version": "v0.9", "updateComponents": {"surfaceId": surface, "components": components}},
    ]
    return [(surface, message) for message in messages]


def entered(context: Mapping[str, Json]) -> dict[int, Json]:
    """What was filled in, by the number of the field, from the context of the button."""
    found = {}
    for name, value in context.items():
        number = name.removeprefix(_FIELD)
        if name.startswith(_FIELD) and number.isdecimal():
            found[int(number)] = value
    return found


def _held(field: FormField) -> Json:
    """What a field shows at first."""
    if field.kind in (FormKind.ONE, FormKind.SOME):
        given = field.value if isinstance(field.value, list) else [] if field.value is None else [field.value]
        return [str(each) for each in given]
    if field.kind is FormKind.YES_NO:
        return field.value is True
    return "" if field.value is None else str(field.value)


def _field(at: int, field: FormField) -> list[dict[str, Json]]:
    name = f"{_FIELD}{at}"
    label = plain_line(field.label) + ("" if field.required else " (optional)")
    bound: dict[str, Json] = {"label": label, "value": {"path": f"/values/{name}"}}
    match field.kind:
        case FormKind.YES_NO:
            made: dict[str, Json] = {"component": "CheckBox"} | bound
        case FormKind.ONE | FormKind.SOME:
            options = [{"label": plain_line(words), "value": value} for value, words in field.options]
            variant = "mutuallyExclusive" if field.kind is FormKind.ONE else "multipleSelection"
            made = {"component": "ChoicePicker", "variant": variant, "options": options} | bound
        case FormKind.NUMBER | FormKind.WHOLE:
            made = {"component": "TextField", "variant": "number"} | bound
        case _:
            made = {"component": "TextField", "variant": "shortText"} | bound
    about = plain_line(field.about)
    if not about or about == plain_line(field.label):
        return [{"id": name} | made]
    return [
        {"id": name, "component": "Column", "children": [f"{name}-input", f"{name}-about"]},
        {"id": f"{name}-input"} | made,
        {"id": f"{name}-about", "component": "Text", "text": about, "variant": "caption"},
    ]


def _button(answer: str, label: str, context: dict[str, Json]) -> list[dict[str, Json]]:
    look = {"variant": "primary"} if answer == "allow" else {}
    event = {"name": ACTION, "context": context}
    button = {"id": answer, "component": "Button", "child": f"{answer}-label", "action": {"event": event}} | look
    return [button, {"id": f"{answer}-label", "component": "Text", "text": label}]
