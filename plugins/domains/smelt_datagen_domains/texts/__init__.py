"""Text by the column: masks with check digits, and pieces that are joined."""
