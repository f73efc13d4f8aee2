"""What of the hub carries learning into practice."""

from portal.products import Kind

RESOURCE = Kind(model="learning_hub.Resource", label="Resources", word="Resource")
POINT = Kind(model="learning_hub.LearningPoint", label="Learning points", word="Learning point")
