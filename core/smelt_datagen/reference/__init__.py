"""What the registered classes say of themselves: text, JSON Schema."""
