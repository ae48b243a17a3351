"""Pictures of the pages: plain data in, geometry out, in the units of a viewBox. `templates/parts/charts.html` draws it.

No label stands over another or outside its picture, and nothing is told by colour alone.
"""
