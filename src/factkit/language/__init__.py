"""What a text says: sentences, events and their arguments, quantities, dates and names."""
