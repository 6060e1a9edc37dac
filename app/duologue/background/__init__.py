"""The background model: slow, thoughtful answers that stream back while the conversation goes on."""
