"""The frame of every HTML page that is written: self-contained, nothing loaded from elsewhere, no script."""

from __future__ import annotations

from communique.export.view.escape import shown

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def document(title: str, style: str, body: str, *, generator: str | None = None) -> str:
    """A whole page.

    :param style: CSS.   :param body: what stands between the tags of the body, as HTML.
    :param generator: what made it, where that is to stand in the page.
    """
    made = f'<meta name="generator" content="{shown(generator)}">\n' if generator else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{made}<link rel="icon" href="data:,">
<title>{shown(title)}</title>
<style>
{style}
</style>
</head>
<body>
{body}
</body>
</html>
"""
