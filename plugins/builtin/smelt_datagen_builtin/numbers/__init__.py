"""Numbers from common distributions."""
