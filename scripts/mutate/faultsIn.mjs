import ts from 'typescript';

/**
 * A small fault: a range of characters of a file, and what stands there instead; and what it is in, which can be put beside
 * itself: an expression, a statement, or the name of a property. Whether it is computed when the file is loaded.
 * @typedef {{ start: number, end: number, text: string, within: Within, isAtLoad: boolean }} Fault
 * @typedef {{ start: number, end: number, kind: 'expression' | 'statement' | 'name' }} Within
 */

const K = ts.SyntaxKind;
/** @type {Partial<Record<ts.SyntaxKind, string>>} */
const otherOperators = {
  [K.EqualsEqualsEqualsToken]: '!==',
  [K.ExclamationEqualsEqualsToken]: '===',
  [K.LessThanToken]: '<=',
  [K.LessThanEqualsToken]: '<',
  [K.GreaterThanToken]: '>=',
  [K.GreaterThanEqualsToken]: '>',
  [K.AmpersandAmpersandToken]: '||',
  [K.BarBarToken]: '&&',
  [K.QuestionQuestionToken]: '&&',
  [K.PlusToken]: '-',
  [K.MinusToken]: '+',
  [K.AsteriskToken]: '/',
  [K.SlashToken]: '*',
  [K.PlusEqualsToken]: '-=',
  [K.MinusEqualsToken]: '+=',
};

/**
 * The faults that can be put into a file, in the order of the text: another operator, a condition that always or never
 * holds, a truth turned round, an empty text, a call that is left out.
 * @param {string} fileName
 * @param {string} source
 * @returns {Fault[]}
 */
export function faultsIn(fileName, source) {
  const tree = ts.createSourceFile(fileName, source, ts.ScriptTarget.ESNext, true);
  /** @type {Fault[]} */
  const faults = [];
  const put = (/** @type {ts.Node} */ node, /** @type {string} */ text, around = node) => {
    const within = { start: around.getStart(tree), end: around.getEnd(), kind: kindOf(around) };
    faults.push({ start: node.getStart(tree), end: node.getEnd(), text, within, isAtLoad: !isInFunction(node) });
  };
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const other = otherOperators[node.operatorToken.kind];
      if (other !== undefined && !isText(node)) {
        const sides = [node.left, node.right].map((side) => side.getText(tree));
        if (other === '&&' && sides.some((side) => /\?\?|\|\|/.test(side))) put(node, `(${sides[0]}) && (${sides[1]})`);
        else put(node.operatorToken, other, node);
      }
    }
    if (ts.isIfStatement(node)) for (const held of ['true', 'false']) put(node.expression, held);
    if (ts.isConditionalExpression(node)) for (const held of ['true', 'false']) put(node.condition, held);
    if (ts.isPrefixUnaryExpression(node) && node.operator === K.ExclamationToken) put(node, node.operand.getText(tree));
    if (node.kind === K.TrueKeyword) put(node, 'false');
    if (node.kind === K.FalseKeyword) put(node, 'true');
    if (ts.isStringLiteral(node) && node.text !== '' && !isImported(node)) put(node, "''");
    if (ts.isExpressionStatement(node) && isCall(node.expression)) put(node, ';');
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return faults.sort((one, other) => one.start - other.start);
}

/** Whether it names a file that is imported late: without a name, nothing can be bundled. */
function isImported(/** @type {ts.StringLiteral} */ { parent }) {
  return ts.isCallExpression(parent) && parent.expression.kind === K.ImportKeyword;
}

/** Whether a sum puts texts together: to subtract them is no fault that anybody makes. */
function isText(/** @type {ts.BinaryExpression} */ { left, right, operatorToken: { kind } }) {
  return (
    kind === K.PlusToken && [left, right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side))
  );
}

/** Whether it is in a function that is called later; what is handed to a call may be called at once. */
function isInFunction(/** @type {ts.Node} */ node) {
  const later = (/** @type {ts.Node} */ around) => ts.isFunctionLike(around) && !ts.isCallExpression(around.parent);
  return ts.findAncestor(node, later) !== undefined;
}

/** @returns {Within['kind']} */
function kindOf(/** @type {ts.Node} */ node) {
  if (ts.isExpressionStatement(node)) return 'statement';
  const { parent } = node;
  const isName =
    ('name' in parent && parent.name === node) || ('propertyName' in parent && parent.propertyName === node);
  return isName ? 'name' : 'expression';
}

function isCall(/** @type {ts.Expression} */ expression) {
  return ts.isCallExpression(ts.isAwaitExpression(expression) ? expression.expression : expression);
}
