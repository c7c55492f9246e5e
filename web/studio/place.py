"""Where the studio's pages hang."""

from flask import Blueprint

blueprint = Blueprint("studio", __name__, url_prefix="/studio", template_folder="templates")
