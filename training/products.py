"""What of training carries learning into practice."""

from portal.products import Kind

COURSE = Kind(model="training.Course", label="Courses", word="Course")
CONFERENCE = Kind(model="training.Conference", label="Conferences", word="Conference")
