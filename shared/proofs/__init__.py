"""The one evidence floor: files that prove what a noun records; one declaration, a `Proven`, is enough."""
