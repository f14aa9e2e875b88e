import * as l10n from '@vscode/l10n';
import type { RuleView } from '../../extension/replace/replaceMessages';
import { element } from '../base/dom';
import { isPressed, toggle } from '../base/toggle';
import { keyLabel } from '../keyboard/keyLabel';
import { isMac } from '../keyboard/platform';

/** What a rule is made of: what is replaced by what, or what is added before and after. */
export class RuleForm {
  private readonly find = field(l10n.t('Find'));
  private readonly replacement = field(l10n.t('Replace with'));
  private readonly before = field(l10n.t('Text before each caption'));
  private readonly after = field(l10n.t('Text after each caption'));
  private readonly matchCase = toggle('Aa', l10n.t('Match case ({0})', toggleKey('c')), () => this.onChanged());
  private readonly wholeWord = toggle('ab', l10n.t('Match whole words ({0})', toggleKey('w')), () => this.onChanged());
  private readonly expression = toggle('.*', l10n.t('Use regular expression ({0})', toggleKey('r')), () =>
    this.onChanged(),
  );
  private readonly forReplace: HTMLElement;
  private readonly forAdd: HTMLElement;
  private kind: RuleView['kind'] = 'replace';

  /** @param onChanged is told of another rule where a toggle made it; what is typed tells it by its events */
  constructor(private readonly onChanged: () => void) {
    const { matchCase, wholeWord, expression } = this;
    // Tab goes from what is found to what takes its place, and then to the toggles, as in VS Code's own.
    const toggles = element('div', { class: 'replace-toggles' }, matchCase, wholeWord, expression);
    const fields = [boxOf(this.find), boxOf(this.replacement), toggles];
    this.forReplace = element('div', { class: 'replace-fields replace-find' }, ...fields);
    this.forAdd = element('div', { class: 'replace-fields' }, boxOf(this.before), boxOf(this.after));
  }

  /** Of which one is shown. */
  get elements(): HTMLElement[] {
    return [this.forReplace, this.forAdd];
  }

  get first(): HTMLInputElement {
    return this.kind === 'replace' ? this.find : this.before;
  }

  get last(): HTMLInputElement {
    return this.kind === 'replace' ? this.replacement : this.after;
  }

  get rule(): RuleView {
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

  /** Whether it says nothing yet. */
  get isEmpty(): boolean {
    const { rule } = this;
    return rule.kind === 'replace' ? rule.find === '' : rule.before + rule.after === '';
  }

  /** The keys are for its first field. */
  open(kind: RuleView['kind']): void {
    this.kind = kind;
    this.forReplace.hidden = kind !== 'replace';
    this.forAdd.hidden = kind !== 'add';
    this.first.focus();
    this.first.select();
  }

  /** @param isRefused whether the rule cannot be read */
  refuse(isRefused: boolean): void {
    this.forReplace.classList.toggle('refused', isRefused);
  }

  /** Alt+C, Alt+W and Alt+R, as in VS Code's own. @returns whether it was one of them */
  pressToggle(event: KeyboardEvent): boolean {
    if (this.kind !== 'replace') return false;
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
