"""What is kept: the rows, the store that takes and returns model values, migrations."""
