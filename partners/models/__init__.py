"""The nouns of the partnership: areas, agencies, posts, standing, groups, money, actions owed."""

from partners.models.agencies import (
    Agency,
    AgencyName,
    AgencyQuerySet,
    AgencyStatus,
    AgencyStatusQuerySet,
    RelevantAgencyCategory,
)
from partners.models.areas import Area, AreaChange, AreaQuerySet, Population
from partners.models.consultations import Comment, Consultation
from partners.models.facts import Fact
from partners.models.groups import Decision, Group, Meeting
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
from partners.models.standings import Role, Standing, StandingQuerySet, leads_of
from partners.models.statements import AgencyStatement, StatementPoint

__all__ = [
    "Action",
    "ActionNote",
    "ActionQuerySet",
    "Agency",
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
    "Comment",
    "Consultation",
    "Contribution",
    "Decision",
    "Fact",
    "Group",
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
    "leads_of",
]
