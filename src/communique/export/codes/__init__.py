"""Tables of codes for the formats of the field; see `communique.export.rules`."""
