from articles.models.article import (
    Article,
    Byline,
    Coverage,
    Illustration,
    Mention,
    Status,
    Tagging,
)
from articles.models.calendar_address import CalendarAddress
from articles.models.edition import Edition
from articles.models.embargo import EmbargoDocument
from articles.models.front import Slot
from articles.models.journal import JournalEntry, Revision
from articles.models.links import EditionEvent, EditionImage, EditionPerson, EditionTopic
from articles.models.outbox import Notice, NoticeChoice, OutboxItem, Webhook, WorkerBeat
from articles.models.plan import Plan
from articles.models.preview import PreviewLink, PreviewNote
from articles.models.proofing import Dismissal, HouseRule, HouseWord, Waiver
from articles.models.quotation import Quotation
from articles.models.taxonomy import Section, Topic
from articles.models.to_look_at import ToLookAt
from articles.models.unsaved import Unsaved

__all__ = [
    "Article",
    "Byline",
    "CalendarAddress",
    "Coverage",
    "Dismissal",
    "Edition",
    "EditionEvent",
    "EditionImage",
    "EditionPerson",
    "EditionTopic",
    "EmbargoDocument",
    "HouseRule",
    "HouseWord",
    "Illustration",
    "JournalEntry",
    "Mention",
    "Notice",
    "NoticeChoice",
    "OutboxItem",
    "Plan",
    "PreviewLink",
    "PreviewNote",
    "Quotation",
    "Revision",
    "Section",
    "Slot",
    "Status",
    "Tagging",
    "ToLookAt",
    "Topic",
    "Unsaved",
    "Waiver",
    "Webhook",
    "WorkerBeat",
]
