"""The title and its publisher, as every page and the legal notice print them.

Loi n° 2004-575 du 21 juin 2004, article 1-1, says which of these a reader must find.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Publisher:
    title: str
    tagline: str
    company: str
    legal_form: str
    address: str
    phone: str
    email: str
    registration: str
    director: str
    editor: str
    host: str
    host_address: str
    host_phone: str


PUBLISHER = Publisher(
    title="Le Pouls numérique",
    tagline="L’actualité du numérique en santé",
    company="Éditions du Pouls",
    legal_form="société par actions simplifiée au capital de 10 000 €",
    address="1, rue de l’Exemple, 75013 Paris",
    phone="01 00 00 00 00",
    email="redaction@pouls-numerique.example",
    registration="RCS Paris 000 000 000",
    director="Hélène Vasseur",
    editor="Hélène Vasseur",
    host="Hébergeur de démonstration",
    host_address="2, rue de l’Exemple, 75013 Paris",
    host_phone="01 00 00 00 01",
)
