"""What the formats for human eyes share: escaping, colours, grouping, cutting the text at marks."""
