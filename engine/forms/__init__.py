"""Forms: is a form-js schema one that runs right, and is a submission one that the form allows."""

from engine.forms.fields import Field, Option, fields_of, initial_data, label_of, labelled, papers, upload_ids
from engine.forms.reading import has_control_characters
from engine.forms.schema import FormExpression, SchemaFinding, check_schema, expressions_of
from engine.forms.submission import Submission, check_submission
from engine.forms.vocabulary import LOCAL_NAMES, Language

__all__ = [
    "LOCAL_NAMES",
    "Field",
    "FormExpression",
    "Language",
    "Option",
    "SchemaFinding",
    "Submission",
    "check_schema",
    "check_submission",
    "expressions_of",
    "fields_of",
    "has_control_characters",
    "initial_data",
    "label_of",
    "labelled",
    "papers",
    "upload_ids",
]
