"""How many of what: numbers for lists and overviews, counted by the database in the tables that are searched."""
