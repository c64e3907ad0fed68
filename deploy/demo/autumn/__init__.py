"""October and November 2022: how the programme ends, told only where it is asked for.

gatherings, contest, villages, months, media    what happened, day by day
papers, scenes                                  the files that prove it, how the story gets into the services
"""
