"""The reading room: pages over a store, for people who do not use a terminal. Every page also answers as JSON."""
