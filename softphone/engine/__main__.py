"""The engine process, `python -m softphone.engine`: started by `softphone.engine.client`, not by people."""

from softphone.engine.host import main

if __name__ == "__main__":
    main()
