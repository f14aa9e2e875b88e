import { button, element } from '../base/dom';

export interface Bar {
  name: string;
  count: number;
  /** What a click does, in words; a bar without it cannot be clicked. */
  title?: string;
  action?: () => void;
}

export interface Chart {
  title: string;
  note?: string;
  /** Of the column of names, and of the column of counts. */
  head: [string, string];
  className: string;
  bars: readonly Bar[];
}

/** A bar chart that is a table at the same time: read row by row, or seen as a whole. Without bars, the note stands alone. */
export function chart({ title, note, head, className, bars }: Chart): HTMLElement {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const rows = bars.map(({ name, count, title: what, action }) => {
    const bar = element('div', { class: 'bar' });
    bar.style.width = `${(100 * count) / most}%`;
    const label = action ? button(name, what ?? '', 'link', action) : name;
    if (label instanceof HTMLElement) label.dataset.name = `${className} ${name}`;
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, label),
      element('td', { class: 'count' }, count.toLocaleString()),
      element('td', { class: 'bar-cell', 'aria-hidden': 'true' }, bar),
    );
  });
  const [names, counts] = head;
  const table = element(
    'table',
    { class: 'bars' },
    element('caption', { class: 'visually-hidden' }, title),
    element(
      'thead',
      { class: 'visually-hidden' },
      element('tr', {}, element('th', { scope: 'col' }, names), element('th', { scope: 'col' }, counts)),
    ),
    element('tbody', {}, ...rows),
  );
  const heading = element('h2', {}, title);
  const figure = element('section', { class: `figure ${className}` }, heading);
  if (note !== undefined) figure.append(element('p', { class: 'quiet' }, note));
  if (bars.length > 0) figure.append(table);
  return figure;
}
