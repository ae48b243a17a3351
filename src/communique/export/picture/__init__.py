"""Pictures of what analyses find: pages and drawings to look at, print and pass on."""
