"""What can be asked for: each resource declares its parameters, its records and its answer once."""

from atlas.api.resources.changes import CHANGES
from atlas.api.resources.check import CHECK
from atlas.api.resources.jurisdictions import JURISDICTIONS
from atlas.api.resources.notices import NOTICES
from atlas.api.resources.positions import POSITIONS
from atlas.api.resources.resource import Resource
from atlas.api.resources.sources import SOURCES

RESOURCES: tuple[Resource, ...] = (JURISDICTIONS, POSITIONS, NOTICES, CHANGES, SOURCES, CHECK)

__all__ = ["RESOURCES", "Resource"]
