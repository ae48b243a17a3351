"""What people decide, beside what the machine says: encounters, persons, corrections; every decision can be undone."""
