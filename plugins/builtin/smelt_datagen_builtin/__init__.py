"""The generators that come with smelt-datagen, written as any other plugin is."""
