"""A briefing as a document: Markdown, HTML, Word, PDF; each fits the pages that are asked for."""
