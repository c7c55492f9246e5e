"""Tokens to a syntax tree: a recursive-descent parser in layers, each a class on the one before.

cursor → types → forms → expressions, beside them the names in scope, without which FEEL can't be parsed.
"""

from engine.feel.parsing.expressions import Parsed, parse_expression, parse_unary_tests
from engine.feel.parsing.names import Known

__all__ = ["Known", "Parsed", "parse_expression", "parse_unary_tests"]
