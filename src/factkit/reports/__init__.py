"""An annotation to HTML, Markdown, JSON and the other forms that people read."""
