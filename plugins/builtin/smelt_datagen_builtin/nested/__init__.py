"""Lists and structs, of any depth."""
