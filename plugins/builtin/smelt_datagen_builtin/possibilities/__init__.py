"""Texts made of choices that can be counted: regular expressions and words."""
