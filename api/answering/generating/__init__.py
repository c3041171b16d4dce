"""The optional language model: what it composes is checked here, sentence by sentence."""
