"""What a request meets before a service: sockets, nginx, the paths of the four, security headers."""
