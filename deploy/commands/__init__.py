"""One module a command; adding a module adds a command. A module says of itself:

    docstring    its first paragraph is the help text
    PURPOSE      a key of deploy.cli.PURPOSES: the heading it stands under
    ORDER        its place under that heading
    USAGE        a list of usage lines without `./asar `
    NEEDS        "nothing" (runs even when nothing could be installed), "runtime" or "dev" (the lock it needs)
    TAKES_REST   optional, True: arguments it does not know arrive in args.rest instead of being refused
    configure(parser)    adds its own arguments (`--home` is already there)
    run(args) -> int     does it; the exit code. Raise deploy.trouble.Trouble to stop with words.

At the top a module imports the standard library and deploy's light modules only (settings, trouble, places):
the list of commands must be printable before anything is installed. Everything else is imported inside `run`.
"""
