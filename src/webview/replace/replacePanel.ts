import * as l10n from '@vscode/l10n';
import { type ToWebview } from '../../extension/messages';
import type { RuleView } from '../../extension/replace/replaceMessages';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import { chord } from '../keyboard/chord';
import { keyLabel } from '../keyboard/keyLabel';
import { isMac } from '../keyboard/platform';
import { PreviewList } from './previewList';
import { RuleForm } from './ruleForm';

/** How long typing is gathered before it is looked for, in milliseconds. */
const pause = 200;

/** Replaces in all captions that are shown, or adds text to them, once every change was seen. */
export class ReplacePanel {
  private readonly form = new RuleForm(() => this.changed());
  private readonly title = element('h2', {});
  private readonly summary = element('p', { class: 'replace-summary', role: 'status' });
  private readonly apply = button('', keyLabel(isMac ? 'cmd+alt+enter' : 'ctrl+alt+enter', isMac), 'primary', () =>
    this.replaceAll(),
  );
  private readonly list = new PreviewList(
    (first, count) => send({ type: 'previewWindow', sequence: this.sequence, first, count }),
    (line, isLeftOut) => send({ type: 'leaveOut', sequence: this.sequence, line, isLeftOut }),
  );
  readonly element: HTMLElement;
  private sequence = 0;
  private timer: number | undefined;
  /** What the search found; nothing while it is under way. */
  private found: { changes: number; lookedAt: number } | undefined;
  /** Whether the first changes of what was found are shown. */
  private isSeen = false;
  /** What the search said of itself. */
  private told = '';
  /** The person wants to go on as soon as it is known what would change. */
  private isGoingOn = false;

  /** @param onClose when the panel is closed */
  constructor(private readonly onClose: () => void) {
    const close = button('✕', l10n.t('Close (Escape)'), 'toggle', () => this.close());
    close.setAttribute('aria-label', l10n.t('Close (Escape)'));
    this.element = element(
      'section',
      { class: 'replace' },
      element('header', { class: 'replace-header' }, this.title, close),
      ...this.form.elements,
      element('div', { class: 'replace-line' }, this.summary, this.apply),
      this.list.element,
    );
    this.element.hidden = true;
    this.element.addEventListener('input', () => this.changed());
    this.element.addEventListener('keydown', (event) => {
      if (!chord.hasTaken(event) && this.form.pressToggle(event)) return;
      if (!chord.hasTaken(event) && this.pressReplaceAll(event)) return;
      if (chord.hasTaken(event) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      // These belong to what has the focus here, not to the images; the function keys belong to VS Code.
      if (!/^F\d+$/.test(event.key)) event.stopPropagation();
      if (event.key === 'Escape') this.close();
      else if (event.key === 'Enter') this.enterPressed(event);
    });
  }

  open(kind: RuleView['kind']): void {
    this.element.hidden = false;
    this.title.textContent =
      kind === 'replace' ? l10n.t('Replace in Captions') : l10n.t('Add Text Before or After Captions');
    this.element.setAttribute('aria-label', this.title.textContent);
    this.form.open(kind);
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
    this.form.refuse(problem !== undefined);
    this.list.reset(summary?.lines ?? 0);
    const count = summary?.changes ?? 0;
    this.found = summary && { changes: count, lookedAt: summary.lookedAt };
    this.showCount(count);
    if (!summary) {
      this.isGoingOn = false;
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
    this.told = parts.join(' ');
    this.summary.textContent = this.told;
    if (count === 0 && this.isGoingOn) this.goOn();
  }

  /** Some captions are to stay as they are. */
  showLeftOut({ sequence, changes }: Extract<ToWebview, { type: 'leftOut' }>): void {
    if (sequence !== this.sequence) return;
    this.showCount(changes);
    this.apply.disabled = changes === 0;
  }

  private showCount(count: number): void {
    this.apply.textContent =
      this.form.rule.kind === 'replace'
        ? l10n.t('Replace All ({0})', count.toLocaleString())
        : l10n.t('Add to All ({0})', count.toLocaleString());
  }

  /** VS Code's own key for the button, which here would accept suggestions. @returns whether it was that */
  private pressReplaceAll(event: KeyboardEvent): boolean {
    const { key, altKey, ctrlKey, shiftKey, metaKey } = event;
    const isHeld = altKey && !shiftKey && (isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey);
    if (key !== 'Enter' || !isHeld) return false;
    event.preventDefault();
    event.stopPropagation();
    // What would change may not be known yet, or not be seen: then the button is where it leads.
    if (this.isSeen && !this.apply.disabled) this.replaceAll();
    else this.goOnWhenFound();
    return true;
  }

  /** Enter goes on: to the next field, and from the last to the button, or says why there is nothing to do. */
  private enterPressed(event: KeyboardEvent): void {
    const { first, last, rule } = this.form;
    if (event.target !== first && event.target !== last) return;
    event.preventDefault();
    const isNowhere = rule.kind === 'replace' && rule.replacement === '' && this.found?.changes === 0;
    if (event.target === last || isNowhere) return this.goOnWhenFound();
    last.focus();
    last.select();
  }

  private goOnWhenFound(): void {
    if (this.isSeen || this.found?.changes === 0) return this.goOn();
    this.isGoingOn = true;
    if (!this.found) this.search();
  }

  private goOn(): void {
    this.isGoingOn = false;
    if (!this.apply.disabled) {
      this.summary.textContent = `${this.told} ${l10n.t('Enter makes the changes.')}`;
      return this.apply.focus();
    }
    const { found } = this;
    const nothing = l10n.t(
      'Nothing would change: none of the {0} captions that are shown has it.',
      found?.lookedAt ?? 0,
    );
    if (this.form.isEmpty) this.summary.textContent = l10n.t('Nothing would change: type a text first.');
    else if (found?.changes === 0) this.summary.textContent = nothing;
    else this.summary.textContent = l10n.t('Nothing would change: all captions are left out.');
  }

  showRows({ sequence, first, rows }: Extract<ToWebview, { type: 'previewRows' }>): void {
    if (sequence !== this.sequence) return;
    this.list.show(first, rows);
    if (this.isSeen) return;
    // Not before: on a busy machine what stood there until now is of another rule.
    this.isSeen = true;
    this.apply.disabled = false;
    if (this.isGoingOn) this.goOn();
  }

  private changed(): void {
    window.clearTimeout(this.timer);
    // What is shown is not what would be done any more.
    this.apply.disabled = true;
    this.found = undefined;
    this.isSeen = false;
    this.isGoingOn = false;
    this.timer = window.setTimeout(() => this.search(), pause);
  }

  private search(): void {
    window.clearTimeout(this.timer);
    this.apply.disabled = true;
    this.found = undefined;
    this.isSeen = false;
    send({ type: 'previewReplace', rule: this.form.rule, sequence: ++this.sequence });
  }

  private replaceAll(): void {
    this.apply.disabled = true;
    send({ type: 'replaceAll', sequence: this.sequence });
  }
}
