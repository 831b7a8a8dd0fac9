"""The forms of the views. They work without scripts; with one, the answer appears in the same page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.messages import message
from index.references import LONGEST_REFERENCE
from rag.bodies import body_name
from rag.corpus_list import Choices, Selection
from rag.frame import language_name
from rag.question import MAXIMUM_CHARACTERS as LONGEST_QUESTION
from rag.quotation import LONGEST as LONGEST_QUOTATION
from ui.page_messages import message_text
from ui.page_words import say
from ui.render import escape


@dataclass(frozen=True, slots=True)
class Limit:
    """How many characters a field takes, and what to say of more, "#" standing for how many they are.

    The script refuses more before they are sent, so that they stay where they were typed; the server refuses them too.
    """

    characters: int
    said: str

    @property
    def attributes(self) -> str:
        """What the script reads it from."""
        return f' data-longest="{self.characters}" data-too-long="{escape(self.said)}"'


def ask_form(question: str, language: str) -> str:
    """To ask again."""
    field = _field("q", "question_label", question, language, limit=question_limit(language))
    return _form("/ask", field, "nav_ask", language)


def question_limit(language: str) -> Limit:
    """How long a question may be."""
    said = message("question_too_long", characters="#", limit=LONGEST_QUESTION)
    return Limit(LONGEST_QUESTION, message_text(language, said))


def verify_form(quotation: str, within: str, language: str, *, hint: str = "") -> str:
    """A quotation, and where it is said to stand. `hint`: a place that is held, here as in the other forms."""
    said = message("quotation_too_long", characters="#", limit=LONGEST_QUOTATION)
    limit = Limit(LONGEST_QUOTATION, message_text(language, said))
    # The parser of HTML drops a line break at the very beginning.
    area = (
        f'<label>{escape(say(language, "quotation_label"))}<textarea name="q" rows="5" required dir="auto"'
        f"{limit.attributes}>\n{escape(quotation)}</textarea></label>"
    )
    place = _field("in", "within_label", within, language, hint=hint, required=False, limit=_reference_limit(language))
    return _form("/verify", area + place, "nav_verify", language, intro="verify_intro", method="post")


def trace_form(reference: str, language: str, *, hint: str = "") -> str:
    """A paragraph."""
    field = _field("ref", "reference_label", reference, language, hint=hint, limit=_reference_limit(language))
    return _form("/trace", field, "nav_trace", language, intro="trace_intro")


def compare_form(before: str, after: str, language: str, *, hints: tuple[str, str] = ("", "")) -> str:
    """Two places."""
    limit = _reference_limit(language)
    fields = _field("before", "before_label", before, language, hint=hints[0], limit=limit)
    fields += _field("after", "after_label", after, language, hint=hints[1], limit=limit)
    return _form("/compare", fields, "nav_compare", language, intro="compare_intro")


def find_form(wanted: Selection, choices: Choices, language: str) -> str:
    """Words to find in the list of resolutions, and what else narrows it."""
    fields = _field("find", "find_label", wanted.find, language, required=False)
    if len(choices.bodies) > 1:
        bodies = [(body, body_name(language, body)) for body in choices.bodies]
        fields += _choice("body", "body_label", wanted.body, bodies, language)
    if len(choices.languages) > 1:
        spoken = [(code, language_name(language, code)) for code in choices.languages]
        fields += _choice("text", "text_language_label", wanted.language, spoken, language)
    if len(choices.years) > 1:
        fields += _year("from", "from_label", wanted.year_from, choices.years[0], language)
        fields += _year("to", "to_label", wanted.year_to, choices.years[-1], language)
    return _form("/corpus", fields, "find_button", language)


def _choice(name: str, key: str, chosen: str, options: Sequence[tuple[str, str]], language: str) -> str:
    listed = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(words)}</option>'
        for value, words in (("", say(language, "any")), *options)
    )
    return f'<label>{escape(say(language, key))}<select name="{name}">{listed}</select></label>'


def _year(name: str, key: str, chosen: int | None, hint: int, language: str) -> str:
    value = "" if chosen is None else str(chosen)
    return (
        f'<label class="unqa-year">{escape(say(language, key))}<input name="{name}" value="{value}" '
        'inputmode="numeric" pattern="[0-9][0-9][0-9][0-9]" maxlength="4" autocomplete="off" '
        f'placeholder="{hint}"></label>'
    )


def file_field(name: str, label: str, kinds: Sequence[str], language: str) -> str:
    """A field for one file. `label` is HTML. Browsers name their own button in a language of theirs: this has its own.

    The script shows the name of the file that was chosen; without one the browser's own field is shown.
    """
    chosen = escape(say(language, "no_file_chosen"))
    return (
        f'<label class="unqa-file">{label}<span class="unqa-file-box">'
        f'<input type="file" name="{name}" required accept="{escape(",".join(kinds))}">'
        f'<span class="unqa-file-button" aria-hidden="true">{escape(say(language, "choose_file"))}</span>'
        f'<span class="unqa-file-name" aria-hidden="true" data-none="{chosen}"><bdi>{chosen}</bdi></span>'
        "</span></label>"
    )


def _reference_limit(language: str) -> Limit:
    return Limit(LONGEST_REFERENCE, message_text(language, message("reference_too_long")))


def _field(
    name: str,
    key: str,
    value: str,
    language: str,
    *,
    hint: str = "",
    required: bool = True,
    limit: Limit | None = None,
) -> str:
    placeholder = f' placeholder="{escape(hint)}"' if hint else ""
    return (
        f'<label>{escape(say(language, key))}<input name="{name}" value="{escape(value)}" dir="auto" '
        f'autocomplete="off"{placeholder}{" required" if required else ""}{limit.attributes if limit else ""}></label>'
    )


def _form(action: str, fields: str, button: str, language: str, *, intro: str = "", method: str = "get") -> str:
    said = f'<p class="unqa-intro">{escape(say(language, intro))}</p>' if intro else ""
    return (
        f'{said}<form class="unqa-form" action="{action}" method="{method}" data-view>{fields}'
        f'<button type="submit">{escape(say(language, button))}</button></form>'
    )
