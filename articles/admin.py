"""Where Django looks for the admin of an app; ours is on the desk's side."""

from articles.desk.admin import (
    ArticleAdmin,
    HouseRuleAdmin,
    HouseWordAdmin,
    OutboxAdmin,
    PersonAdmin,
    PlanAdmin,
    SectionAdmin,
    ToLookAtAdmin,
    TopicAdmin,
    WaiverAdmin,
    WebhookAdmin,
)

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
