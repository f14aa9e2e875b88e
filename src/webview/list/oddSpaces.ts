import { element } from '../base/dom';

/** Spaces that nobody sees: two or more, and those at either end. */
const odd = /^\s+|\s{2,}|\s+$/g;

/** A caption with a mark under the spaces that could not be seen otherwise; the text stays as it is. */
export function withOddSpaces(text: string): (string | HTMLElement)[] {
  const parts: (string | HTMLElement)[] = [];
  let end = 0;
  for (const { 0: spaces, index } of text.matchAll(odd)) {
    if (index > end) parts.push(text.slice(end, index));
    parts.push(element('span', { class: 'odd-space' }, spaces));
    end = index + spaces.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
