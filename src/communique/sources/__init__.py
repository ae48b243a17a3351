"""Where documents come from: single pages fetched politely, and issuers' listings and feeds followed."""
