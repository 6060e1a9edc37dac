"""A2UI's components as Qt widgets that are changed in place."""
