"""From a question to an answer: retrieval, verbatim answers, quotations verified and traced."""
