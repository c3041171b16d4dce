"""Follow-up questions: completed from the conversation, without a language model."""
