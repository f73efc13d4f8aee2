"""Who brings packs in and takes them away."""

from partners.access.footing import standing
from partners.models import Role
from portal.models import User
from portal.packs.rights import Rights, declares


@declares
def pack_rights(user: User) -> Rights:
    """The business team, for its own partnerships; restricted files ask for their role as well."""
    footing = standing(user)
    roles = frozenset((role, at) for role, _, at in footing.grants)
    return Rights(footing.partnerships(Role.BUSINESS_TEAM), roles)
