"""Where Django looks for the admin of an app; ours is on the desk's side."""

from articles.desk.admin import (
    ArticleAdmin,
    OutboxAdmin,
    SectionAdmin,
    TopicAdmin,
    WebhookAdmin,
)

__all__ = ["ArticleAdmin", "OutboxAdmin", "SectionAdmin", "TopicAdmin", "WebhookAdmin"]
