/** Elements that stand in their line, beside others. */
const inline = new Set([
  'A',
  'B',
  'BUTTON',
  'CODE',
  'EM',
  'I',
  'INPUT',
  'KBD',
  'LABEL',
  'SELECT',
  'SPAN',
  'STRONG',
  'TEXT',
]);

/** What a person reads on a page, line by line as it stands there; the cells of a row of a table have a bar between them. */
export function pageText(root: Element): string {
  const lines: string[] = [''];
  const endLine = (): void => {
    if (lines.at(-1) !== '') lines.push('');
  };
  const add = (text: string): void => {
    const said = text.replaceAll(/\s+/g, ' ');
    if (said.trim() !== '') lines[lines.length - 1] += lines.at(-1) === '' ? said.trimStart() : said;
  };
  const read = (element: Element): void => {
    if (element.hasAttribute('hidden') || ['SCRIPT', 'STYLE'].includes(element.tagName)) return;
    const isCell = ['TD', 'TH'].includes(element.tagName);
    const isBlock = !isCell && !inline.has(element.tagName.toUpperCase());
    if (isBlock) endLine();
    if (isCell && element.previousElementSibling) lines[lines.length - 1] += ' | ';
    if (element.tagName === 'BUTTON') add(` [${element.textContent}] `);
    else
      for (const node of element.childNodes) {
        if (node.nodeType === node.TEXT_NODE) add(node.textContent ?? '');
        else if (node.nodeType === node.ELEMENT_NODE) read(node as Element);
      }
    if (isBlock) endLine();
  };
  read(root);
  return lines.map((line) => line.trim()).join('\n');
}
