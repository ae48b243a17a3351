"""Grammar of each language: sentences, tokens, predicates, clauses. Readers ask it; they assume nothing themselves."""
