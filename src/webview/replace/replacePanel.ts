import * as l10n from '@vscode/l10n';
import { type ToWebview } from '../../extension/messages';
import type { RuleView } from '../../extension/replace/replaceMessages';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import { isPressed, toggle } from '../base/toggle';
import { chord } from '../keyboard/chord';
import { PreviewList } from './previewList';

/** How long typing is gathered before it is looked for, in milliseconds. */
const pause = 200;

/** Replaces in all captions that are shown, or adds text to them, once every change was seen. */
export class ReplacePanel {
  private readonly find = field(l10n.t('Find'));
  private readonly replacement = field(l10n.t('Replace with'));
  private readonly before = field(l10n.t('Text before each caption'));
  private readonly after = field(l10n.t('Text after each caption'));
  private readonly matchCase = toggle('Aa', l10n.t('Match case'), () => this.changed());
  private readonly wholeWord = toggle('ab', l10n.t('Match whole words'), () => this.changed());
  private readonly expression = toggle('.*', l10n.t('Use regular expression'), () => this.changed());
  private readonly title = element('h2', {});
  private readonly summary = element('p', { class: 'replace-summary', role: 'status' });
  private readonly apply = button('', '', 'primary', () => this.replaceAll());
  private readonly list = new PreviewList((first, count) =>
    send({ type: 'previewWindow', sequence: this.sequence, first, count }),
  );
  private readonly forReplace: HTMLElement;
  private readonly forAdd: HTMLElement;
  readonly element: HTMLElement;
  private kind: RuleView['kind'] = 'replace';
  private sequence = 0;
  private timer: number | undefined;

  /** @param onClose when the panel is closed */
  constructor(private readonly onClose: () => void) {
    const box = element('div', { class: 'search-box' }, this.find, this.matchCase, this.wholeWord, this.expression);
    this.forReplace = element('div', { class: 'replace-fields' }, box, boxOf(this.replacement));
    this.forAdd = element('div', { class: 'replace-fields' }, boxOf(this.before), boxOf(this.after));
    const close = button('✕', l10n.t('Close (Escape)'), 'toggle', () => this.close());
    close.setAttribute('aria-label', l10n.t('Close (Escape)'));
    this.element = element(
      'section',
      { class: 'replace' },
      element('header', { class: 'replace-header' }, this.title, close),
      this.forReplace,
      this.forAdd,
      element('div', { class: 'replace-line' }, this.summary, this.apply),
      this.list.element,
    );
    this.element.hidden = true;
    this.element.addEventListener('input', () => this.changed());
    this.element.addEventListener('keydown', (event) => {
      if (chord.hasTaken(event) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      // These belong to what has the focus here, not to the images; the function keys belong to VS Code.
      if (!/^F\d+$/.test(event.key)) event.stopPropagation();
      if (event.key === 'Escape') this.close();
    });
  }

  open(kind: RuleView['kind']): void {
    this.kind = kind;
    this.element.hidden = false;
    this.forReplace.hidden = kind !== 'replace';
    this.forAdd.hidden = kind !== 'add';
    this.title.textContent =
      kind === 'replace' ? l10n.t('Replace in Captions') : l10n.t('Add Text Before or After Captions');
    this.element.setAttribute('aria-label', this.title.textContent);
    const first = kind === 'replace' ? this.find : this.before;
    first.focus();
    first.select();
    this.search();
  }

  close(): void {
    if (this.element.hidden) return;
    this.element.hidden = true;
    this.sequence++;
    send({ type: 'endReplace' });
    this.onClose();
  }

  /** Other entries are shown, or the captions changed. */
  refresh(): void {
    if (!this.element.hidden) this.changed();
  }

  show({ sequence, summary, problem }: Extract<ToWebview, { type: 'replacePreview' }>): void {
    if (sequence !== this.sequence) return;
    this.forReplace.classList.toggle('refused', problem !== undefined);
    this.list.reset(summary?.lines ?? 0);
    const count = summary?.changes ?? 0;
    this.apply.disabled = count === 0;
    this.apply.textContent =
      this.kind === 'replace'
        ? l10n.t('Replace All ({0})', count.toLocaleString())
        : l10n.t('Add to All ({0})', count.toLocaleString());
    if (!summary) {
      this.summary.textContent = problem ?? '';
      return;
    }
    const parts = [l10n.t('{0} of {1} captions change.', count.toLocaleString(), summary.lookedAt.toLocaleString())];
    if (summary.emptied > 0) {
      parts.push(l10n.t('Nothing would be left of {0}: they stay.', summary.emptied.toLocaleString()));
    }
    if (summary.inLists > 0) {
      parts.push(l10n.t('Not looked at, in lists of another tool: {0}.', summary.inLists.toLocaleString()));
    }
    this.summary.textContent = parts.join(' ');
  }

  showRows({ sequence, first, rows }: Extract<ToWebview, { type: 'previewRows' }>): void {
    if (sequence === this.sequence) this.list.show(first, rows);
  }

  private get rule(): RuleView {
    if (this.kind === 'add') return { kind: 'add', before: this.before.value, after: this.after.value };
    return {
      kind: 'replace',
      find: this.find.value,
      replacement: this.replacement.value,
      isRegularExpression: isPressed(this.expression),
      matchCase: isPressed(this.matchCase),
      wholeWord: isPressed(this.wholeWord),
    };
  }

  private changed(): void {
    window.clearTimeout(this.timer);
    // What is shown is not what would be done any more.
    this.apply.disabled = true;
    this.timer = window.setTimeout(() => this.search(), pause);
  }

  private search(): void {
    window.clearTimeout(this.timer);
    this.apply.disabled = true;
    send({ type: 'previewReplace', rule: this.rule, sequence: ++this.sequence });
  }

  private replaceAll(): void {
    this.apply.disabled = true;
    send({ type: 'replaceAll', sequence: this.sequence });
  }
}

function field(label: string): HTMLInputElement {
  return element('input', {
    class: 'search',
    type: 'text',
    spellcheck: 'false',
    placeholder: label,
    'aria-label': label,
  });
}

function boxOf(input: HTMLInputElement): HTMLElement {
  return element('div', { class: 'search-box' }, input);
}
