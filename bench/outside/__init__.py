"""Our PLOVER and CAMEO coding against the field's own suites: ``python -m bench.outside FILE``."""
