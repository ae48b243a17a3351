"""What belongs together across records: readouts of one encounter, names of one person. Pure functions, no store."""
