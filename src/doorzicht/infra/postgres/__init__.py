"""A private PostgreSQL of this program, for whoever has no server.

1. `Cluster.at(var)` says where the cluster of a folder lives and how to reach it; that starts nothing.
2. `ensure_running()` makes it when it is not there, starts it when it does not run, and returns its address.
3. `stop()` ends it; `status()` tells how it is.

It listens on a unix socket only and lets in no user but its own, the owner of the folder and root.
It never changes the rights of a folder that it did not make, and never runs the server as root.
"""

from doorzicht.infra.postgres.cluster import Address, Cluster, Status, django_database
from doorzicht.infra.postgres.configuration import ROLE, WEB_ROLE

__all__ = ["ROLE", "WEB_ROLE", "Address", "Cluster", "Status", "django_database"]
