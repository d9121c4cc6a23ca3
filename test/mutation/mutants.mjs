// Every small change of a source file that a test should notice.
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const K = ts.SyntaxKind;

const OPERATORS = new Map([
  [K.EqualsEqualsEqualsToken, '!=='],
  [K.ExclamationEqualsEqualsToken, '==='],
  [K.LessThanToken, '<='],
  [K.LessThanEqualsToken, '<'],
  [K.GreaterThanToken, '>='],
  [K.GreaterThanEqualsToken, '>'],
  [K.AmpersandAmpersandToken, '||'],
  [K.BarBarToken, '&&'],
  [K.PlusToken, '-'],
  [K.MinusToken, '+'],
  [K.AsteriskToken, '/'],
  [K.SlashToken, '*'],
  [K.PercentToken, '*'],
  [K.PlusEqualsToken, '-='],
  [K.MinusEqualsToken, '+='],
]);

const METHODS = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['min', 'max'],
  ['max', 'min'],
]);
/** Methods that give back what they were called on when they are left out. */
const LEFT_OUT = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'trim', 'toLowerCase', 'toUpperCase']);

/**
 * Words for people, which tests are not to pin: what describes a rule or gives advice, the texts of errors, and in the rules every
 * string of more than one word.
 */
const PROSE = new Set([
  'docs',
  'messages',
  'applies',
  'citations',
  'hint',
  'why',
  'what',
  'note',
  'remedy',
  'means',
  'title',
]);

function isProse(node, file) {
  if (file.startsWith('src/rules/') && / \S/.test(node.getText())) return true;
  for (let at = node; at.parent; at = at.parent) {
    if (ts.isPropertyAssignment(at) && PROSE.has(at.name.getText())) return true;
    if (ts.isNewExpression(at) && /Error$/.test(at.expression.getText())) return true;
  }
  return false;
}

/** The compiler asks for an answer to "and if it is not there" at each index and in each pattern, also where it always is there. */
function isForTheCompiler(node) {
  return ts.isElementAccessExpression(node) || (ts.isPropertyAccessExpression(node) && node.name.text === 'groups');
}

/** A mistake of a programmer, which the types rule out. */
function isImpossible(node) {
  return (
    ts.isThrowStatement(node) && ts.isNewExpression(node.expression) && node.expression.expression.getText() === 'Error'
  );
}

/** Changes of the code at one node, each as `[what, start, end, text]`. */
function* changesOf(node, file) {
  const text = node.getText();
  const whole = (what, by) => [what, node.getStart(), node.end, by];
  if ((ts.isIfStatement(node) || ts.isWhileStatement(node)) && !ts.isPrefixUnaryExpression(node.expression)) {
    yield ['negated', node.expression.getStart(), node.expression.end, `!(${node.expression.getText()})`];
  } else if (ts.isConditionalExpression(node)) {
    yield ['negated', node.condition.getStart(), node.condition.end, `!(${node.condition.getText()})`];
  } else if (ts.isPrefixUnaryExpression(node) && node.operator === K.ExclamationToken) {
    yield whole('not', node.operand.getText());
  } else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    if (node.operator === K.PlusPlusToken) yield whole('operator', text.replace('++', '--'));
    if (node.operator === K.MinusMinusToken) yield whole('operator', text.replace('--', '++'));
  } else if (ts.isBinaryExpression(node)) {
    const { operatorToken: token, left, right } = node;
    const by = OPERATORS.get(token.kind);
    if (by) yield ['operator', token.getStart(), token.end, by];
    const isOtherNothing = ['null', 'undefined'].includes(right.getText());
    if (token.kind === K.QuestionQuestionToken && !isForTheCompiler(left) && !isOtherNothing)
      yield whole('no ??', `(${left.getText()})`);
  } else if (node.kind === K.TrueKeyword || node.kind === K.FalseKeyword) {
    yield whole('boolean', node.kind === K.TrueKeyword ? 'false' : 'true');
  } else if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
    const isKey = ts.isPropertyAssignment(node.parent) && node.parent.name === node;
    const isTagged = ts.isTaggedTemplateExpression(node.parent);
    if (node.text !== '' && !isKey && !isTagged && !isProse(node, file)) yield whole('string', "''");
  } else if (
    ts.isReturnStatement(node) &&
    node.expression &&
    !['undefined', 'null', 'false'].includes(node.expression.getText())
  ) {
    yield whole('return', 'return;');
  } else if (
    ts.isExpressionStatement(node) ||
    ts.isContinueStatement(node) ||
    ts.isBreakStatement(node) ||
    (ts.isThrowStatement(node) && !isImpossible(node))
  ) {
    yield whole('statement', ';');
  } else if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) {
    yield ['result', node.body.getStart(), node.body.end, 'undefined'];
  } else if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && !ts.isSpreadElement(node.elements[0])) {
    yield whole('list', '[]');
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name, expression } = node.expression;
    const by = METHODS.get(name.text);
    if (by) yield ['method', name.getStart(), name.end, by];
    if (LEFT_OUT.has(name.text)) yield whole('method', expression.getText());
  }
  if (ts.isPropertyAccessExpression(node) && node.questionDotToken && !isForTheCompiler(node.expression)) {
    yield ['no ?.', node.questionDotToken.getStart(), node.questionDotToken.end, '.'];
  }
}

/** Where a hit is counted: around the nearest expression that a comma may stand before, or before the nearest statement. */
function countedAt(node) {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (ts.isArrowFunction(parent) && parent.body === at && !ts.isBlock(at)) return { around: at };
    if (ts.isConditionalExpression(parent) && parent.condition !== at) return { around: at };
    if (ts.isStatement(at) && (ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent)))
      return { before: at };
    if (ts.isIfStatement(parent) && parent.expression !== at) return { braced: at };
    if (ts.isForOfStatement(parent) && parent.statement === at) return { braced: at };
  }
  return null;
}

/** Types are gone when the program runs, and imports are no code. */
function isCode(node) {
  return !(
    ts.isTypeNode(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node)
  );
}

/** The mutants of a file, in the order of its text: where, what, and the place of the code that runs with it. */
export function mutantsOf(root, file) {
  const code = readFileSync(`${root}/${file}`, 'utf8');
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const lines = code.split('\n');
  const found = [];
  const visit = (node) => {
    if (!isCode(node)) return;
    for (const [what, start, end, by] of changesOf(node, file)) {
      const line = source.getLineAndCharacterOfPosition(start).line + 1;
      const counted = countedAt(node);
      const text = lines[line - 1];
      if (counted) found.push({ file, line, text, what, start, end, was: code.slice(start, end), by, counted });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The code of a file that counts, in the array `__hits`, which of its mutants a test runs through. */
export function countingCode(code, mutants) {
  const places = new Map();
  for (const { id, counted } of mutants) {
    const [[how, node]] = Object.entries(counted);
    const place = places.get(node) ?? { how, node, ids: [] };
    place.ids.push(id);
    places.set(node, place);
  }
  const inserts = [];
  for (const { how, node, ids } of places.values()) {
    const count = ids.map((id) => `__hits[${id}]=1`);
    const [open, close] =
      how === 'before'
        ? [`${count.join(';')};`, '']
        : how === 'braced'
          ? [`{${count.join(';')};`, '}']
          : [`(${count.join(',')},`, ')'];
    const size = node.end - node.getStart();
    inserts.push({ at: node.getStart(), text: open, rank: -size }, { at: node.end, text: close, rank: size - 1e9 });
  }
  // At one place what encloses more opens first, and what encloses less closes first, before anything opens.
  inserts.sort((a, b) => a.at - b.at || a.rank - b.rank);
  let made = '';
  let done = 0;
  for (const { at, text } of inserts) {
    made += code.slice(done, at) + text;
    done = at;
  }
  return made + code.slice(done);
}
