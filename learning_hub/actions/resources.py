"""What the hub hands out: published when it is ready, withdrawn when it no longer holds."""

from django.db import transaction

from learning_hub.models import Resource
from partners.models import Partnership
from portal import audit, clock
from portal.models import User

audit.words(
    {
        "resource.published": "Published a resource",
        "resource.withdrawn": "Withdrew a resource",
    }
)


@transaction.atomic
def publish_resource(
    *, partnership: Partnership, kind: str, title: str, text: str, by: User
) -> Resource:
    """A public resource whose whole text is its note. Who may publish, the caller has asked."""
    resource = Resource.objects.create(
        partnership=partnership,
        title=title,
        kind=kind,
        note=text,
        status=Resource.Status.PUBLISHED,
        published=clock.today().isoformat(),
        public=True,
    )
    audit.record("resource.published", resource, by=by, kind=kind)
    return resource


@transaction.atomic
def withdraw_resource(*, resource: Resource, by: User) -> None:
    """Twice is as good as once."""
    out = Resource.objects.filter(pk=resource.pk, status=Resource.Status.PUBLISHED)
    if out.update(status=Resource.Status.WITHDRAWN, public=False) == 1:
        audit.record("resource.withdrawn", resource, by=by)
