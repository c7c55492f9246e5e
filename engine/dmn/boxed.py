"""Boxed expressions to closures (DMN 1.5, clause 10.2): each once, so that evaluating looks only at values.

A closure takes the values of the names in scope, and the evaluation that it is a part of.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from engine import feel
from engine.dmn import elements as dmn
from engine.dmn.evaluation import Code, Evaluation, Scope, evaluation_of
from engine.dmn.functions import LEVELS, BoxedFunction, Definition
from engine.dmn.tables import table
from engine.dmn.texts import Names, Texts, void
from engine.dmn.types import TypeTable, typed
from engine.feel import ANY, ITEM, PARTIAL, FeelFault, FunctionValue, Run, Type, Value, kind

_CHARACTERS_A_STEP = 4

_EACH = feel.compile("for each in domain return body(each)", {"domain", "body"})
_EACH_AFTER = feel.compile("for each in domain return body(each, partial)", {"domain", "body"})


def cost(part: dmn.Part) -> int:
    """What evaluating a boxed expression uses of the budget: its texts' length stands for their tokens."""
    return 1 + sum(len(text) // _CHARACTERS_A_STEP + 1 for text in dmn.texts(part))


class Compiler:
    """Compiles the boxed expressions of one file."""

    def __init__(self, types: TypeTable, texts: Texts) -> None:
        self.types = types
        self.texts = texts

    def code(self, expression: dmn.Expression, names: Names, label: str = "nilai") -> Code:
        """Compile an expression; ``label`` is what a reason calls its value."""
        return self._typed(self._untyped(expression, names), expression.type, expression.place, label)

    def _typed(self, code: Code, type_: str | None, place: dmn.Place, label: str) -> Code:
        return typed(code, self.types.named(type_, place), place, label)

    def _untyped(self, expression: dmn.Expression, names: Names) -> Code:
        match expression:
            case dmn.Literal(place=place, text=text):
                return self.texts.code(place, text, names)
            case dmn.Table():
                return table(expression, names, self.code, self.texts, self.types)
            case dmn.Context():
                return self._context(expression, names)
            case dmn.ListOf():
                return _list([self.code(member, names) for member in expression.members])
            case dmn.Relation():
                return self._relation(expression, names)
            case dmn.Invocation():
                return self._invocation(expression, names)
            case dmn.FunctionOf():
                return self._function(expression, names)
            case dmn.Conditional():
                return self._conditional(expression, names)
            case dmn.Filter():
                return self._filter(expression, names)
            case dmn.Iteration():
                return self._iteration(expression, names)
            case dmn.Void(place=place, reason=reason):
                return void(place, reason)
        raise TypeError(expression)

    # --- contexts, lists, relations -----------------------------------------------------------------

    def _context(self, expression: dmn.Context, names: Names) -> Code:
        entries: list[tuple[str | None, Code, bool]] = []
        for entry in expression.entries:
            calls_itself = isinstance(entry.value, dmn.FunctionOf)
            name, inner = entry.name or "nilai", names.also([entry.name] if entry.name else [])
            code = self.code(entry.value, inner if calls_itself else names, name)
            code = self._typed(code, entry.type, entry.value.place, name)
            entries.append((entry.name, code, calls_itself))
            names = inner

        def made(scope: Scope, run: Evaluation) -> Value:
            run.charge(len(scope))
            inner, made_of = dict(scope), {}
            for name, code, calls_itself in entries:
                value = code(inner, run)
                if name is None:
                    return value
                if calls_itself and isinstance(value, BoxedFunction):
                    value.scope[name] = value
                inner[name] = made_of[name] = value
            return made_of

        return made

    def _relation(self, expression: dmn.Relation, names: Names) -> Code:
        rows = []
        for row in expression.rows:
            cells = zip(expression.columns, row, strict=False)
            rows.append(
                [
                    (name, self._typed(self.code(cell, names, name), type_, cell.place, name))
                    for (name, type_), cell in cells
                ]
            )
        return lambda scope, run: [{name: code(scope, run) for name, code in row} for row in rows]

    # --- functions ----------------------------------------------------------------------------------

    def definition(self, function: dmn.FunctionOf, names: Names, result: Type | None = None) -> Definition:
        """Compile a function, whose body sees these names and its parameters."""
        place = function.place
        parameters = tuple(name for name, _ in function.parameters)
        types = tuple(self.types.named(type_, place) or ANY for _, type_ in function.parameters)
        body = self.code(function.body, names.also(parameters), "hasil fungsi")
        declared = result or self.types.named(function.body.type, place)
        return Definition(
            parameters, types, declared, typed(body, result, place, "hasil fungsi"), cost(function.body)
        )

    def _function(self, expression: dmn.FunctionOf, names: Names) -> Code:
        definition = self.definition(expression, names)

        def made(scope: Scope, run: Evaluation) -> Value:
            run.charge(len(scope))
            return BoxedFunction(definition, dict(scope))

        return made

    def _invocation(self, expression: dmn.Invocation, names: Names) -> Code:
        function, place = self.code(expression.function, names), expression.place
        bindings = [(name, self.code(value, names, name)) for name, value in expression.bindings]

        def invoked(scope: Scope, run: Evaluation) -> Value:
            callee = function(scope, run)
            arguments = {name: code(scope, run) for name, code in bindings}
            if not isinstance(callee, FunctionValue):
                return run.note(place, f"{kind(callee)} bukan fungsi")
            try:
                return callee.invoke_named(arguments, run)
            except FeelFault as fault:
                return run.note(place, str(fault))
            except ArithmeticError:
                return run.note(place, "hasil di luar jangkauan bilangan")

        return invoked

    # --- conditions and iterations ------------------------------------------------------------------

    def _conditional(self, expression: dmn.Conditional, names: Names) -> Code:
        condition = self.code(expression.condition, names)
        chosen, otherwise = self.code(expression.chosen, names), self.code(expression.otherwise, names)
        place = expression.condition.place

        def decided(scope: Scope, run: Evaluation) -> Value:
            answer = condition(scope, run)
            if not _are_booleans([answer], place, run):
                return None
            return (chosen if answer is True else otherwise)(scope, run)

        return decided

    def _filter(self, expression: dmn.Filter, names: Names) -> Code:
        domain, place = self.code(expression.domain, names), expression.place
        match = self.code(expression.match, names.also([ITEM], open_=True))
        steps = cost(expression.match)

        def filtered(scope: Scope, run: Evaluation) -> Value:
            value = domain(scope, run)
            if value is None:
                return run.note(place, "null tidak dapat disaring")
            members = value if isinstance(value, list) else [value]
            answers = _each(_Body(_of_member(match), scope, ITEM, steps), members, place, run)
            if not _are_booleans(answers, place, run):
                return None
            return [member for member, answer in zip(members, answers, strict=True) if answer]

        return filtered

    def _iteration(self, expression: dmn.Iteration, names: Names) -> Code:
        domain, place = self.code(expression.domain, names), expression.place
        every = expression.kind == "every"
        inner = [expression.variable, *([PARTIAL] if expression.kind == "for" else [])]
        partial = expression.kind == "for" and any(PARTIAL in text for text in dmn.texts(expression.body))
        body, steps = self.code(expression.body, names.also(inner)), cost(expression.body)

        def collected(scope: Scope, run: Evaluation) -> Value:
            function = _Body(body, scope, expression.variable, steps, partial=partial)
            return _each(function, domain(scope, run), place, run)

        def settled(scope: Scope, run: Evaluation) -> Value:
            answers = collected(scope, run)
            if not _are_booleans(answers, place, run):
                return None
            if (not every) in answers:
                return not every
            return None if None in answers else every

        return collected if expression.kind == "for" else settled


def _list(members: Sequence[Code]) -> Code:
    return lambda scope, run: [code(scope, run) for code in members]


class _Body(FunctionValue):
    """What FEEL calls for each member of a list: a boxed expression with the member under a name."""

    __slots__ = ("_code", "_cost", "_scope", "parameters")

    def __init__(self, code: Code, scope: Scope, variable: str, steps: int, *, partial: bool = False) -> None:
        self.parameters = (variable, PARTIAL) if partial else (variable,)
        self._code = code
        self._scope = scope
        self._cost = steps + len(scope)

    def invoke(self, arguments: Sequence[Value], run: Run) -> Value:
        """Evaluate the expression for a member."""
        run.charge(self._cost)
        run.enter(LEVELS)
        try:
            inner = {**self._scope, **dict(zip(self.parameters, arguments, strict=True))}
            return self._code(inner, evaluation_of(run))
        finally:
            run.leave(LEVELS)


def _each(body: _Body, domain: Value, place: dmn.Place, run: Evaluation) -> Value:
    """What FEEL's ``for`` collects; so what can be iterated over, and how, is written once."""
    loop = _EACH if len(body.parameters) == 1 else _EACH_AFTER
    values, reasons = loop.evaluate_values({"domain": domain, "body": body}, run)
    for reason in reasons:
        run.note(place, reason.message)
    return values


def _of_member(match: Code) -> Code:
    """Let a filter's condition see the entries of the member."""

    def matched(scope: Scope, run: Evaluation) -> Value:
        member = scope[ITEM]
        if not isinstance(member, dict):
            return match(scope, run)
        run.charge(len(member))
        return match({**scope, **member, ITEM: member}, run)

    return matched


def _are_booleans(answers: Value, place: dmn.Place, run: Evaluation) -> bool:
    """Whether all answers are booleans or null; answers that couldn't be collected are none."""
    if answers is None:
        return False
    other = next((answer for answer in answers if not isinstance(answer, bool | None)), None)
    if other is not None:
        run.note(place, f"syarat harus boolean, bukan {kind(other)}")
    return other is None


def entry_names(parts: Collection[dmn.Part]) -> frozenset[str]:
    """The names of all entries that contexts of these expressions have."""
    names: set[str] = set()
    for whole in parts:
        for part in dmn.parts(whole):
            if isinstance(part, dmn.Entry | dmn.Output) and part.name:
                names.add(part.name)
            elif isinstance(part, dmn.Relation):
                names.update(name for name, _ in part.columns)
    return frozenset(names)
