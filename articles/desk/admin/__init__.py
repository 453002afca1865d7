from articles.desk.admin.article import ArticleAdmin
from articles.desk.admin.proofing import HouseRuleAdmin, HouseWordAdmin, WaiverAdmin
from articles.desk.admin.taxonomy import SectionAdmin, TopicAdmin

__all__ = [
    "ArticleAdmin",
    "HouseRuleAdmin",
    "HouseWordAdmin",
    "SectionAdmin",
    "TopicAdmin",
    "WaiverAdmin",
]
