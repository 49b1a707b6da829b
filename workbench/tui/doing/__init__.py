"""What the article screen does beyond the `Reading` and the view: functions of the screen, by family.

Each family ends in `COMMANDS`: the id in `keys.COMMANDS` → the function that carries it out.
"""
