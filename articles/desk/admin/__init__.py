from articles.desk.admin.article import ArticleAdmin
from articles.desk.admin.outbox import OutboxAdmin, WebhookAdmin
from articles.desk.admin.people import PersonAdmin
from articles.desk.admin.plan import PlanAdmin
from articles.desk.admin.proofing import HouseRuleAdmin, HouseWordAdmin, WaiverAdmin
from articles.desk.admin.taxonomy import SectionAdmin, TopicAdmin
from articles.desk.admin.to_look_at import ToLookAtAdmin

__all__ = [
    "ArticleAdmin",
    "HouseRuleAdmin",
    "HouseWordAdmin",
    "OutboxAdmin",
    "PersonAdmin",
    "PlanAdmin",
    "SectionAdmin",
    "ToLookAtAdmin",
    "TopicAdmin",
    "WaiverAdmin",
    "WebhookAdmin",
]
