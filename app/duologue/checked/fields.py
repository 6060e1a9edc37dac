"""Kinds of fields for the dataclasses that describe a JSON file, each with the words for what it must be."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AllowInfNan,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    PlainValidator,
    Strict,
    TypeAdapter,
    with_config,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from duologue.core.display_text import plain_line

closed = with_config(extra="forbid")
"""Decorates a dataclass whose unknown fields are refused by name; without it they are passed over."""


@dataclass(frozen=True, slots=True)
class MustBe:
    """Annotation of a field: what it must be, in words, for whatever is wrong with it or in it."""

    words: str

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """What pydantic asks an annotation for."""
        return core_schema.custom_error_schema(
            handler(source), custom_error_type="must_be", custom_error_message=f"must be {self.words}"
        )


def called(name: str) -> Any:
    """Annotation of a field that has another name in the file."""
    return Field(alias=name)


def fault(says: str) -> PydanticCustomError:
    """What a validator raises. says: what follows the name of the field, "must be a text"."""
    return PydanticCustomError("fault", "{says}", {"says": says})  # the value is put in as it is, braces and all


def _regex(value: object) -> re.Pattern[str]:
    if not isinstance(value, str):
        raise fault("is not a regular expression")
    try:
        return re.compile(value, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        raise fault(f"is not a regular expression ({error})") from error


AnyText = Annotated[str, Strict(), MustBe("a text")]
Text = Annotated[str, Strict(), Field(min_length=1), MustBe("a text")]
"""A text that is not empty."""
Flag = Annotated[bool, Strict(), MustBe("true or false")]
Seconds = Annotated[float, Strict(), Field(ge=0), AllowInfNan(False), MustBe("a number of seconds, 0 or more")]
Count = Annotated[int, Strict(), Field(ge=0), MustBe("a whole number, 0 or more")]
Fields = Annotated[dict[str, Any], MustBe("an object")]
"""An object whose fields are checked elsewhere, or not at all."""
Regex = Annotated[re.Pattern[str], PlainValidator(_regex)]
"""A regular expression, which pays no regard to case."""
ANYTHING = re.compile("")
"""The regular expression that finds something in every text."""


def by_type(kinds: Mapping[str, type], default: str | None = None) -> BeforeValidator:
    """Annotation of a field that holds one of several kinds of object, told apart by their field "type".

    default: the type of an object that names none.
    """
    adapters: dict[str, Callable[[object], object]] = {
        name: TypeAdapter(kind).validate_python for name, kind in kinds.items()
    }

    def chosen(value: object) -> object:
        if not isinstance(value, dict):
            raise fault("must be an object")
        kind = value.get("type", default)
        if not isinstance(kind, str) or kind not in adapters:
            raise fault(f"has the unknown type '{plain_line(str(kind))}'")
        return adapters[kind]({name: item for name, item in value.items() if name != "type"})

    return BeforeValidator(chosen)
