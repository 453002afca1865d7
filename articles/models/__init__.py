from articles.models.article import (
    Article,
    Byline,
    Coverage,
    Illustration,
    Mention,
    Status,
    Tagging,
)
from articles.models.edition import Edition
from articles.models.journal import JournalEntry, Revision
from articles.models.links import EditionEvent, EditionImage, EditionPerson, EditionTopic
from articles.models.outbox import Notice, NoticeChoice, OutboxItem, Webhook, WorkerBeat
from articles.models.proofing import Dismissal, HouseRule, HouseWord, Waiver
from articles.models.quotation import Quotation
from articles.models.taxonomy import Section, Topic
from articles.models.to_look_at import ToLookAt
from articles.models.unsaved import Unsaved

__all__ = [
    "Article",
    "Byline",
    "Coverage",
    "Dismissal",
    "Edition",
    "EditionEvent",
    "EditionImage",
    "EditionPerson",
    "EditionTopic",
    "HouseRule",
    "HouseWord",
    "Illustration",
    "JournalEntry",
    "Mention",
    "Notice",
    "NoticeChoice",
    "OutboxItem",
    "Quotation",
    "Revision",
    "Section",
    "Status",
    "Tagging",
    "ToLookAt",
    "Topic",
    "Unsaved",
    "Waiver",
    "Webhook",
    "WorkerBeat",
]
