"""Responses that nobody looked at while the reader was written, each with what the rules make of it."""

from tests.data.unseen import (
    basics,
    documents,
    edges,
    headers,
    hostile,
    markup,
    multiparts,
    nesting,
    prose,
    sameness,
    samples,
    scripts,
    services,
    wild,
)

TABLES = {
    table.__name__.rpartition(".")[2]: table.CASES
    for table in (
        basics,
        sameness,
        headers,
        services,
        prose,
        scripts,
        documents,
        markup,
        multiparts,
        nesting,
        hostile,
        wild,
        samples,
        edges,
    )
}
