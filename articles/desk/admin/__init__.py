from articles.desk.admin.article import ArticleAdmin
from articles.desk.admin.taxonomy import SectionAdmin, TopicAdmin

__all__ = ["ArticleAdmin", "SectionAdmin", "TopicAdmin"]
