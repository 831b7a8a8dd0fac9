"""From files to a searchable corpus: reading, structure, storage and the indexes derived from it."""
