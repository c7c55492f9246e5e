"""The web: pages for officials, partners and auditors, drawn by the server. One folder a place."""

from __future__ import annotations

from flask import Flask

from engine import Engine
from engine.settings import Settings
from web import (
    account,
    api,
    assets,
    audit,
    auth,
    cases,
    context,
    errors,
    home,
    i18n,
    inbox,
    operate,
    security,
    start,
    studio,
    tasks,
    values,
)

PLACES = (home, account, api, inbox, tasks, start, cases, studio, audit, operate)


def mount(app: Flask, settings: Settings, engine: Engine) -> None:
    """Give ``app`` every page of Paraf, on this engine.

    The order of the first three matters: who somebody is comes before their CSRF token, so that an
    expired session is told as that.
    """
    context.install(app, engine)
    auth.install(app)
    security.install(app, settings)
    errors.install(app)
    i18n.install(app)
    values.install(app)
    assets.install(app)
    for place in PLACES:
        app.register_blueprint(place.blueprint)
