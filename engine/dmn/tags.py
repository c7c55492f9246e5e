"""Which elements of DMN are run, and which say nothing of running; a file with any other is refused."""

from __future__ import annotations

BOXED = frozenset({
    "literalExpression", "decisionTable", "context", "list", "relation", "invocation", "functionDefinition",
    "conditional", "filter", "for", "some", "every",
})  # fmt: skip
RUN = BOXED | frozenset({
    "definitions", "import", "itemDefinition", "itemComponent", "functionItem", "parameters", "typeRef",
    "allowedValues", "typeConstraint", "inputData", "decision", "businessKnowledgeModel", "decisionService",
    "variable", "informationRequirement", "knowledgeRequirement", "requiredInput", "requiredDecision",
    "requiredKnowledge", "encapsulatedLogic", "formalParameter", "outputDecision", "encapsulatedDecision",
    "inputDecision", "text", "contextEntry", "column", "row", "binding", "parameter", "if", "then", "else",
    "in", "match", "return", "satisfies", "input", "inputExpression", "inputValues", "output",
    "outputValues", "defaultOutputEntry", "rule", "inputEntry", "outputEntry",
})  # fmt: skip
SAYS_NOTHING_OF_RUNNING = frozenset({
    "description", "extensionElements", "question", "allowedAnswers", "authorityRequirement",
    "requiredAuthority", "knowledgeSource", "performanceIndicator", "organizationUnit", "elementCollection",
    "drgElement", "type", "owner", "decisionMaker", "decisionOwner", "decisionMade", "decisionOwned",
    "impactingDecision", "impactedPerformanceIndicator", "supportedObjective", "usingProcess", "usingTask",
    "association", "sourceRef", "targetRef", "textAnnotation", "group", "annotation", "annotationEntry",
})  # fmt: skip
