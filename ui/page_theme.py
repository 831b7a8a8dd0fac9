"""How the page looks: colours and type for Gradio's own components. Ours are styled in assets/page.css."""

from __future__ import annotations

import gradio as gr
from gradio.themes.utils import colors, sizes

from ui.render_page import script_link, style_links

# Names of fonts that the reader's machine may have. A font of the network would be a request to another host.
_SANS = ("system-ui", "-apple-system", "Segoe UI", "Noto Sans", "Helvetica Neue", "Arial", "sans-serif")
_MONO = ("ui-monospace", "Cascadia Code", "Menlo", "Consolas", "monospace")
_BLUE = colors.Color(
    name="unqa",
    c50="#eef5fa",
    c100="#d9e8f3",
    c200="#b4d1e6",
    c300="#86b4d4",
    c400="#5292bd",
    c500="#2f78a8",
    c600="#1d618f",
    c700="#174e75",
    c800="#143f5e",
    c900="#11334c",
    c950="#0b2133",
)


def page_theme() -> gr.themes.Base:
    """Paper and ink, one blue."""
    return gr.themes.Base(
        primary_hue=_BLUE,
        secondary_hue=_BLUE,
        neutral_hue=colors.stone,
        text_size=sizes.text_md,
        radius_size=sizes.radius_md,
        font=_SANS,
        font_mono=_MONO,
    ).set(
        body_background_fill="#fbfaf7",
        body_background_fill_dark="#15181b",
        body_text_color="#20262b",
        body_text_color_dark="#e6e3dc",
        body_text_color_subdued="#5c635f",
        body_text_color_subdued_dark="#a9aca6",
        background_fill_primary="#ffffff",
        background_fill_primary_dark="#1c2024",
        background_fill_secondary="#f4f2ec",
        background_fill_secondary_dark="#23282d",
        border_color_primary="#dedad0",
        border_color_primary_dark="#353b40",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_shadow="none",
        input_background_fill="#ffffff",
        input_background_fill_dark="#1c2024",
        input_border_color="#8a8f8a",
        input_border_color_dark="#6b7278",
        input_border_color_focus="*primary_600",
        input_border_color_focus_dark="*primary_300",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_600",
        button_primary_background_fill_hover_dark="*primary_500",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#ffffff",
    )


def page_head() -> str:
    """The elements that go into the page's head, from our own assets only."""
    return (
        '<meta name="description" content="Questions about resolutions of the United Nations, '
        'every statement cited to its paragraph">'
        '<meta name="color-scheme" content="light dark">'
        f"{style_links()}"
        f"{script_link()}"
    )
