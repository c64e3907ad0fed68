"""The demo programme: eight months of 2022 told as data, seen on 30 September 2022. Every person in it is invented.

    places, people            where and who
    gatherings, publications, contest    what happened, day by day
    papers, pictures, printing           the files that prove it, made while loading
    accounts, loading         who signs in, and how the story gets into the services
"""
