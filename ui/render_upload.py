"""The documents that readers added, as HTML: the form to send one, and what became of each."""

from __future__ import annotations

from typing import Final

from index.build import Progress
from index.messages import Message, message
from index.readers import MAXIMUM_BYTES
from index.upload_names import kinds
from index.uploads import Content, Problem, Upload
from rag.frame import language_name
from ui.labels import whole_label
from ui.page_addresses import resolution_address
from ui.page_messages import message_html
from ui.page_words import say
from ui.render import escape
from ui.render_forms import file_field
from ui.sent_file import MEGABYTES
from ui.spoken_labels import spoken
from ui.text import one_line

DOCUMENTS_ROUTE: Final = "/documents"
# Of an archive with hundreds of files these are named.
_MOST_NAMED: Final = 20
_UNDER_WAY: Final = ("waiting", "indexing", "removing")


def documents_html(uploads: tuple[Upload, ...], progress: Progress | None, language: str) -> str:
    """The form, and the documents that were sent. While one is under way the script asks again."""
    title = escape(say(language, "documents"))
    return (
        f'<section class="unqa-added"><h2>{title}</h2>{_form(language)}{_list(uploads, progress, language)}</section>'
    )


def _form(language: str) -> str:
    label = say(language, "upload_label", kinds=", ".join(kind[1:] for kind in kinds()), megabytes=MEGABYTES)
    spoken_words = "".join(
        f' data-{name}="{escape(text)}"'
        for name, text in (
            ("sending", say(language, "upload_sending", percent="#")),
            ("checking", say(language, "upload_checking", seconds="#")),
            ("too-large", say(language, "message_document_too_large", megabytes=MEGABYTES)),
            ("no-server", say(language, "no_server")),
        )
    )
    return (
        f'<p class="unqa-intro">{escape(say(language, "upload_intro"))}</p>'
        f'<form class="unqa-form" action="{DOCUMENTS_ROUTE}" method="post" enctype="multipart/form-data" data-upload '
        f'data-largest="{MAXIMUM_BYTES}"{spoken_words}>{file_field("document", escape(label), kinds(), language)}'
        f'<button type="submit">{escape(say(language, "upload_button"))}</button></form>'
        '<div class="unqa-progress" role="status" hidden><progress max="100"></progress><p></p></div>'
    )


def _list(uploads: tuple[Upload, ...], progress: Progress | None, language: str) -> str:
    busy = any(upload.state in _UNDER_WAY for upload in uploads)
    items = "".join(_item(upload, progress, language) for upload in uploads)
    listed = f"<ul>{items}</ul>" if items else f"<p>{escape(say(language, 'upload_none'))}</p>"
    again = (
        f'<p><a class="unqa-link" href="{DOCUMENTS_ROUTE}" data-view>{escape(say(language, "upload_refresh"))}</a></p>'
    )
    # What is under way is read aloud when it is done.
    state = f' data-busy="{DOCUMENTS_ROUTE}" aria-busy="true"' if busy else ""
    return f'<div class="unqa-documents" aria-live="polite"{state}>{listed}{again if busy else ""}</div>'


def _item(upload: Upload, progress: Progress | None, language: str) -> str:
    name = escape(one_line(upload.name))
    parts = [f"<p>{problem}</p>" for problem in _problems(upload, language)]
    if upload.state == "indexed":
        said = _contents(upload.contents, language)
    else:
        said = escape(say(language, f"upload_state_{upload.state}"))
        if upload.state == "indexing" and progress is not None:
            said += f" {escape(_progress(progress, language))}"
    return (
        f'<li data-state="{upload.state}"><p><bdi>{name}</bdi> <span>{said}</span></p>{"".join(parts)}'
        f"{'' if upload.state == 'removing' else _remove(name, language)}</li>"
    )


def _progress(progress: Progress, language: str) -> str:
    return say(language, f"upload_stage_{progress.stage}", done=progress.done, total=progress.total)


def _contents(contents: tuple[Content, ...], language: str) -> str:
    links = [_link(content, language) for content in contents[:_MOST_NAMED]]
    if len(contents) > _MOST_NAMED:
        links.append(escape(say(language, "upload_more", count=len(contents) - _MOST_NAMED)))
    return f"{escape(say(language, 'upload_as'))} {', '.join(links)}"


def _link(content: Content, language: str) -> str:
    label = f"{spoken(whole_label(content.symbol), language)} ({language_name(language, content.language)})"
    address = resolution_address(content.symbol, content.language)
    return f'<a class="unqa-link" href="{escape(address)}" data-view><bdi>{escape(label)}</bdi></a>'


def _problems(upload: Upload, language: str) -> list[str]:
    told = [message_html(language, _said(one)) for one in upload.problems[:_MOST_NAMED]]
    if len(upload.problems) > _MOST_NAMED:
        told.append(escape(say(language, "upload_more", count=len(upload.problems) - _MOST_NAMED)))
    return told


def _said(problem: Problem) -> Message:
    match problem.obstacle:
        case "conflict":
            said = message("upload_conflict")
        case "copy":
            said = message("upload_copy")
        case "failed":
            said = problem.message or message("unsaid_file", english=problem.reason)
    return message("of_file", file=problem.file, said=said)


def _remove(name: str, language: str) -> str:
    words = say(language, "upload_remove", name="\0").partition("\0")
    label = f"{escape(words[0])}{name}{escape(words[2])}"
    return (
        f'<form action="{DOCUMENTS_ROUTE}" method="post" data-view><input type="hidden" name="remove" value="{name}">'
        f'<button type="submit" class="unqa-small-button">{label}</button></form>'
    )
