// FEEL in a form, where form-js asks otherwise than the server.

/**
 * A field is hidden where its condition is true. form-js asks it as a unary test of nothing, which null passes: what
 * isn't known yet would hide fields that the server shows and requires.
 */
class ConditionsAreExpressions {
  static $inject = ['expressionLanguage'];

  constructor(language) {
    language.evaluateUnaryTest = (condition, data) => language.evaluate(condition, data);
  }
}

export const feel = { __init__: ['conditionsAreExpressions'], conditionsAreExpressions: ['type', ConditionsAreExpressions] };
