"""The frame around every view: heading, navigation, the choice of language, colophon; and pages of their own."""

from __future__ import annotations

from typing import Final

from ui.page_words import ENGLISH, LANGUAGES, VIEWS, direction, say
from ui.render import escape
from ui.render_forms import question_limit

ASSETS_ROUTE: Final = "/own"
# In the order of the cascade: what holds for small windows comes last.
STYLES: Final = (
    "answer.css",
    "chat.css",
    "source.css",
    "audit.css",
    "bench.css",
    "compare.css",
    "print.css",
    "page.css",
)
SCRIPTS: Final = (
    *("page.js", "audit.js", "bridge.js", "chat.js", "compare.js", "connection.js", "copied_tab.js", "copying.js"),
    *("documents.js", "limits.js", "panel.js", "popover.js", "shared.js", "views.js"),
)
# What the script says, so that it needs no words of its own.
_SPOKEN: Final = (
    "previous_paragraph",
    "next_paragraph",
    "edit_note",
    "cancel",
    "nav_ask",
    "lost",
    "regained",
    "restarted",
    "reload",
    "source",
    "close",
    "opening",
    "no_server",
    "copied",
    "cite",
    "pending",
    "no_such_paragraph",
)


def chat_header_html(language: str = ENGLISH) -> str:
    """The heading of the page of the chat, after a way past it."""
    return _skip("unqa-question", language) + page_header_html(language)


def page_header_html(language: str = ENGLISH, current: str = "nav_ask") -> str:
    """The page's heading, the ways to its views and the languages it speaks."""
    spoken = " ".join(f'data-{key.replace("_", "-")}="{escape(say(language, key))}"' for key in _SPOKEN)
    spoken += question_limit(language).attributes
    here = {current: " aria-current=page"}
    views = "".join(
        f'<a href="{address}" data-view{here.get(key, "")}>{escape(say(language, key))}</a>'
        for key, address in VIEWS.items()
    )
    languages = "".join(
        f'<a href="?lang={code}" lang="{code}" hreflang="{code}"{" aria-current=true" if code == language else ""}>'
        f"{escape(name)}</a>"
        for code, name in LANGUAGES.items()
    )
    return (
        f'<header class="unqa-masthead" id="unqa-masthead" lang="{language}" dir="{direction(language)}" {spoken}>'
        f'<div class="unqa-top"><div><h1>{escape(say(language, "site_title"))}</h1>'
        f"<p>{escape(say(language, 'motto'))}</p></div>"
        f'<nav class="unqa-languages" aria-label="{escape(say(language, "languages"))}">{languages}</nav></div>'
        f'<nav class="unqa-views" aria-label="{escape(say(language, "views"))}">{views}</nav></header>'
    )


def page_footer_html(language: str = ENGLISH) -> str:
    """What the reader should know about the texts."""
    return f'<p class="unqa-small" dir="{direction(language)}">{escape(say(language, "colophon"))}</p>'


def style_links() -> str:
    """The elements of a head that load our styles."""
    return "".join(f'<link rel="stylesheet" href="{ASSETS_ROUTE}/{name}">' for name in STYLES)


def script_link() -> str:
    """The elements of a head that load our script, all of its parts at once."""
    parts = "".join(f'<link rel="modulepreload" href="{ASSETS_ROUTE}/{name}">' for name in SCRIPTS)
    return f'{parts}<script type="module" src="{ASSETS_ROUTE}/page.js"></script>'


def document_html(
    title: str, body: str, language: str = ENGLISH, *, current: str = "", part: str = "unqa-source"
) -> str:
    """A page of its own around `body`, which must be HTML already; `part` names its main part to the script."""
    return (
        f'<!doctype html><html lang="{language}" dir="{direction(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f'<link rel="icon" href="{ASSETS_ROUTE}/favicon.svg">'
        f"<title>{escape(title)} – unqa</title>{style_links()}{script_link()}</head>"
        f'<body class="unqa-alone">{_skip(part, language)}'
        f'{page_header_html(language, current)}<main id="{part}" tabindex="-1">{body}</main>'
        f"<footer>{page_footer_html(language)}</footer></body></html>"
    )


def bare_document_html(title: str, body: str, language: str = ENGLISH) -> str:
    """A page of its own that needs nothing else of the server, around `body`, which must be HTML already."""
    return (
        f'<!doctype html><html lang="{language}" dir="{direction(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{escape(title)} – unqa</title>'
        "<style>body{font:1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}"
        ".unqa-notice-title{font-weight:700}</style>"
        f"</head><body><h1>{escape(say(language, 'site_title'))}</h1><main>{body}</main></body></html>"
    )


def _skip(part: str, language: str) -> str:
    return f'<a class="unqa-skip" href="#{part}">{escape(say(language, "skip"))}</a>'
