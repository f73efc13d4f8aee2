"""What of a partnership carries learning into practice: somebody who works on it."""

from portal.products import Kind

GROUP = Kind(model="partners.Group", label="Groups", word="Group")
