import * as l10n from '@vscode/l10n';
import type { Piece, PreviewRow } from '../../extension/replace/replaceMessages';
import { button, element } from '../base/dom';
import { picture } from '../image/zoomedImage';

/** Pixels; the same for every row, so that any place in a long preview is found at once. */
const rowHeight = 52;
const margin = 6;

/** Every change, one under the other; only those on screen exist, however many there are. */
export class PreviewList {
  readonly element = element('div', {
    ...{ class: 'preview', role: 'list', tabindex: '0', 'aria-label': l10n.t('Changes') },
  });
  private readonly content = element('div', { class: 'preview-content', role: 'presentation' });
  private readonly rows = new Map<number, HTMLElement>();
  private total = 0;
  private asked = '';

  /**
   * @param askFor asks for rows
   * @param onLeaveOut is told that a caption is to stay as it is, or to change after all
   */
  constructor(
    private readonly askFor: (first: number, count: number) => void,
    private readonly onLeaveOut: (line: number, isLeftOut: boolean) => void,
  ) {
    this.element.append(this.content);
    this.element.addEventListener('scroll', () => this.ask(), { passive: true });
    new ResizeObserver(() => this.ask()).observe(this.element);
  }

  /** There are other changes. */
  reset(total: number): void {
    this.total = total;
    this.asked = '';
    this.content.style.height = `${total * rowHeight}px`;
    if (total === 0) this.clear();
    this.ask();
  }

  /** What stands in the rows that were asked for. */
  show(first: number, rows: readonly PreviewRow[]): void {
    this.clear();
    rows.forEach((row, at) => {
      const line = first + at;
      const made = row.kind === 'group' ? groupRow(row) : this.changeRow(row, line);
      this.place(made, line);
      this.content.append(made);
    });
  }

  private changeRow(row: Extract<PreviewRow, { kind: 'change' }>, line: number): HTMLElement {
    const title = row.isLeftOut ? l10n.t('Change this caption after all') : l10n.t('Leave this caption as it is');
    const way = button(row.isLeftOut ? '↺' : '✕', title, 'toggle leave-out', () => {
      const isLeftOut = !made.classList.contains('left-out');
      made.replaceWith((made = this.changeRow({ ...row, isLeftOut }, line)));
      this.place(made, line);
      made.querySelector<HTMLElement>('.leave-out')?.focus();
      this.onLeaveOut(line, isLeftOut);
    });
    way.setAttribute('aria-label', title);
    let made = changeRow(row, way);
    return made;
  }

  private place(row: HTMLElement, line: number): void {
    row.setAttribute('aria-posinset', String(line + 1));
    row.setAttribute('aria-setsize', String(this.total));
    row.style.top = `${line * rowHeight}px`;
    this.rows.set(line, row);
  }

  private clear(): void {
    for (const row of this.rows.values()) row.remove();
    this.rows.clear();
  }

  private ask(): void {
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
    const last = Math.min(this.total, Math.ceil((scrollTop + clientHeight) / rowHeight) + margin);
    const wanted = `${first} ${last}`;
    if (last <= first || wanted === this.asked) return;
    this.asked = wanted;
    this.askFor(first, last - first);
  }
}

function groupRow({ removed, inserted, count }: Extract<PreviewRow, { kind: 'group' }>): HTMLElement {
  const words = element(
    'span',
    { class: 'preview-words' },
    ...diff([
      { kind: 'removed', text: removed },
      { kind: 'inserted', text: inserted },
    ]),
  );
  return element(
    'div',
    { class: 'preview-row preview-group', role: 'listitem' },
    words,
    element('span', { class: 'preview-count' }, count.toLocaleString()),
  );
}

function changeRow(row: Extract<PreviewRow, { kind: 'change' }>, way: HTMLElement): HTMLElement {
  const { fileName, imageUri, pieces, isLeftOut } = row;
  const shown = imageUri === undefined ? element('div') : picture(imageUri);
  shown.className = 'preview-picture';
  return element(
    'div',
    { class: isLeftOut ? 'preview-row left-out' : 'preview-row', role: 'listitem' },
    shown,
    element('div', { class: 'preview-words' }, ...diff(pieces)),
    element('span', { class: 'file-name', title: fileName }, fileName),
    way,
  );
}

function diff(pieces: readonly Piece[]): (HTMLElement | string)[] {
  return pieces
    .filter(({ text }) => text !== '')
    .map(({ kind, text }) => {
      if (kind === 'kept') return text;
      return element(kind === 'removed' ? 'del' : 'ins', {}, text);
    });
}
