"""The sound of calls, on the main thread of the engine process: devices through Qt, or files."""
