"""How far people have come who look through documents: what is confirmed, what is next, which codings there are."""
