"""The only meeting of Qt and the engine: events become signals, intents become commands."""
