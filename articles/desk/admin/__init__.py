from articles.desk.admin.article import ArticleAdmin
from articles.desk.admin.outbox import OutboxAdmin, WebhookAdmin
from articles.desk.admin.taxonomy import SectionAdmin, TopicAdmin

__all__ = ["ArticleAdmin", "OutboxAdmin", "SectionAdmin", "TopicAdmin", "WebhookAdmin"]
