"""Insurance policies whose parts agree: a plugin of smelt-datagen."""
