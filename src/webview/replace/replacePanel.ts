import * as l10n from '@vscode/l10n';
import { type ToWebview } from '../../extension/messages';
import type { RuleView } from '../../extension/replace/replaceMessages';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import { isPressed, toggle } from '../base/toggle';
import { chord } from '../keyboard/chord';
import { keyLabel } from '../keyboard/keyLabel';
import { isMac } from '../keyboard/platform';
import { PreviewList } from './previewList';

/** How long typing is gathered before it is looked for, in milliseconds. */
const pause = 200;

/** Replaces in all captions that are shown, or adds text to them, once every change was seen. */
export class ReplacePanel {
  private readonly find = field(l10n.t('Find'));
  private readonly replacement = field(l10n.t('Replace with'));
  private readonly before = field(l10n.t('Text before each caption'));
  private readonly after = field(l10n.t('Text after each caption'));
  private readonly matchCase = toggle('Aa', l10n.t('Match case ({0})', toggleKey('c')), () => this.changed());
  private readonly wholeWord = toggle('ab', l10n.t('Match whole words ({0})', toggleKey('w')), () => this.changed());
  private readonly expression = toggle('.*', l10n.t('Use regular expression ({0})', toggleKey('r')), () =>
    this.changed(),
  );
  private readonly title = element('h2', {});
  private readonly summary = element('p', { class: 'replace-summary', role: 'status' });
  private readonly apply = button('', '', 'primary', () => this.replaceAll());
  private readonly list = new PreviewList(
    (first, count) => send({ type: 'previewWindow', sequence: this.sequence, first, count }),
    (line, isLeftOut) => send({ type: 'leaveOut', sequence: this.sequence, line, isLeftOut }),
  );
  private readonly forReplace: HTMLElement;
  private readonly forAdd: HTMLElement;
  readonly element: HTMLElement;
  private kind: RuleView['kind'] = 'replace';
  private sequence = 0;
  private timer: number | undefined;
  /** What the search found; nothing while it is under way. */
  private found: { changes: number; lookedAt: number } | undefined;
  /** The person wants to go on as soon as it is known what would change. */
  private isGoingOn = false;

  /** @param onClose when the panel is closed */
  constructor(private readonly onClose: () => void) {
    const { matchCase, wholeWord, expression } = this;
    // Tab goes from what is found to what takes its place, and then to the toggles, as in VS Code's own.
    const toggles = element('div', { class: 'replace-toggles' }, matchCase, wholeWord, expression);
    const fields = [boxOf(this.find), boxOf(this.replacement), toggles];
    this.forReplace = element('div', { class: 'replace-fields replace-find' }, ...fields);
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
      if (!chord.hasTaken(event) && this.kind === 'replace' && this.pressToggle(event)) return;
      if (chord.hasTaken(event) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      // These belong to what has the focus here, not to the images; the function keys belong to VS Code.
      if (!/^F\d+$/.test(event.key)) event.stopPropagation();
      if (event.key === 'Escape') this.close();
      else if (event.key === 'Enter') this.enterPressed(event);
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
    this.found = { changes: count, lookedAt: summary?.lookedAt ?? 0 };
    this.offer(count);
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
    this.summary.textContent = parts.join(' ');
    if (this.isGoingOn) this.goOn();
  }

  /** Some captions are to stay as they are. */
  showLeftOut({ sequence, changes }: Extract<ToWebview, { type: 'leftOut' }>): void {
    if (sequence === this.sequence) this.offer(changes);
  }

  private offer(count: number): void {
    this.apply.disabled = count === 0;
    this.apply.textContent =
      this.kind === 'replace'
        ? l10n.t('Replace All ({0})', count.toLocaleString())
        : l10n.t('Add to All ({0})', count.toLocaleString());
  }

  /** Alt+C, Alt+W and Alt+R, as in VS Code's own. @returns whether it was one of them */
  private pressToggle(event: KeyboardEvent): boolean {
    const { altKey, ctrlKey, shiftKey, metaKey } = event;
    if (!altKey || ctrlKey || shiftKey || metaKey !== isMac) return false;
    // With Alt held, macOS types another letter.
    const letter = /^Key([CWR])$/.exec(event.code)?.[1].toLowerCase() ?? event.key.toLowerCase();
    const pressed = { c: this.matchCase, w: this.wholeWord, r: this.expression }[letter];
    if (!pressed) return false;
    event.preventDefault();
    event.stopPropagation();
    pressed.click();
    return true;
  }

  /** Enter goes on: to the next field, and from the last to the button, or says why there is nothing to do. */
  private enterPressed(event: KeyboardEvent): void {
    const [first, last] = this.kind === 'replace' ? [this.find, this.replacement] : [this.before, this.after];
    if (event.target !== first && event.target !== last) return;
    event.preventDefault();
    if (event.target === first) {
      last.focus();
      last.select();
    } else if (this.found) {
      this.goOn();
    } else {
      this.isGoingOn = true;
      this.search();
    }
  }

  private goOn(): void {
    this.isGoingOn = false;
    if (!this.apply.disabled) return this.apply.focus();
    const { rule, found } = this;
    const isEmpty = rule.kind === 'replace' ? rule.find === '' : rule.before + rule.after === '';
    const nothing = l10n.t(
      'Nothing would change: none of the {0} captions that are shown has it.',
      found?.lookedAt ?? 0,
    );
    if (isEmpty) this.summary.textContent = l10n.t('Nothing would change: type a text first.');
    else if (found?.changes === 0) this.summary.textContent = nothing;
    else this.summary.textContent = l10n.t('Nothing would change: all captions are left out.');
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
    this.found = undefined;
    this.isGoingOn = false;
    this.timer = window.setTimeout(() => this.search(), pause);
  }

  private search(): void {
    window.clearTimeout(this.timer);
    this.apply.disabled = true;
    this.found = undefined;
    send({ type: 'previewReplace', rule: this.rule, sequence: ++this.sequence });
  }

  private replaceAll(): void {
    this.apply.disabled = true;
    send({ type: 'replaceAll', sequence: this.sequence });
  }
}

/** What VS Code has for the same in its own search. */
function toggleKey(letter: string): string {
  return keyLabel(isMac ? `cmd+alt+${letter}` : `alt+${letter}`, isMac);
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
