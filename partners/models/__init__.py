"""The nouns of the partnership: areas, agencies, posts, standing, groups, money, actions owed."""

from partners.models.access_reviews import (
    AccessReview,
    AccessReviewLine,
    AccessReviewLineQuerySet,
    AccessReviewPart,
)
from partners.models.agencies import (
    Agency,
    AgencyName,
    AgencyQuerySet,
    AgencyStatus,
    AgencyStatusQuerySet,
    RelevantAgencyCategory,
)
from partners.models.areas import Area, AreaChange, AreaQuerySet, Population
from partners.models.claims import AgencyDomain, Claim, ClaimQuerySet
from partners.models.consultations import Comment, Consultation
from partners.models.facts import Fact
from partners.models.groups import Decision, Group, Meeting
from partners.models.invitations import Invitation, InvitationQuerySet
from partners.models.money import BudgetYear, Contribution, Spending
from partners.models.owed import Action, ActionNote, ActionQuerySet
from partners.models.partnerships import (
    Partnership,
    PartnershipArea,
    PartnershipChange,
    PartnershipQuerySet,
    ServiceShare,
    SharedService,
    contrast_on_white,
)
from partners.models.posts import Appointment, AppointmentQuerySet, Post
from partners.models.priorities import Milestone, MilestoneQuerySet, Priority, PriorityQuerySet
from partners.models.standings import (
    LEAD_GIVES,
    OFFICER_ENDS,
    Role,
    Standing,
    StandingQuerySet,
    keepers_of,
    leads_of,
    officers_of,
)
from partners.models.statements import AgencyStatement, StatementPoint

__all__ = [
    "LEAD_GIVES",
    "OFFICER_ENDS",
    "AccessReview",
    "AccessReviewLine",
    "AccessReviewLineQuerySet",
    "AccessReviewPart",
    "Action",
    "ActionNote",
    "ActionQuerySet",
    "Agency",
    "AgencyDomain",
    "AgencyName",
    "AgencyQuerySet",
    "AgencyStatement",
    "AgencyStatus",
    "AgencyStatusQuerySet",
    "Appointment",
    "AppointmentQuerySet",
    "Area",
    "AreaChange",
    "AreaQuerySet",
    "BudgetYear",
    "Claim",
    "ClaimQuerySet",
    "Comment",
    "Consultation",
    "Contribution",
    "Decision",
    "Fact",
    "Group",
    "Invitation",
    "InvitationQuerySet",
    "Meeting",
    "Milestone",
    "MilestoneQuerySet",
    "Partnership",
    "PartnershipArea",
    "PartnershipChange",
    "PartnershipQuerySet",
    "Population",
    "Post",
    "Priority",
    "PriorityQuerySet",
    "RelevantAgencyCategory",
    "Role",
    "ServiceShare",
    "SharedService",
    "Spending",
    "Standing",
    "StandingQuerySet",
    "StatementPoint",
    "contrast_on_white",
    "keepers_of",
    "leads_of",
    "officers_of",
]
