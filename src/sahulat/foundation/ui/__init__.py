"""The design system: components, layouts, refusal pages, the menu. Knows nothing of government."""
