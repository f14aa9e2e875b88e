import * as l10n from '@vscode/l10n';
import type { ItemView } from '../../extension/entries/entryMessages';
import type { TypingRule } from '../../extension/typingRule/typingRuleMessages';
import { button, element } from '../base/dom';
import { isBegun, statusClass, statusText } from '../base/statusText';
import { CaptionBox } from '../caption/captionBox';
import { SeveralCaptions } from '../caption/severalCaptions';
import { structuredRefusal } from '../caption/structuredRefusal';
import { FilmStrip } from '../image/filmStrip';
import type { PictureNote } from '../image/pictureNote';
import { Stage } from '../image/stage';
import { keyCount } from '../keyboard/keyCount';
import { keyLabel } from '../keyboard/keyLabel';
import { isMac } from '../keyboard/platform';
import { suggestedText } from '../suggestion/suggested';
import { SuggestionPanel } from '../suggestion/suggestionPanel';

export interface DetailActions {
  acceptAndNext(): void;
  /** Takes one of the captions that are offered. */
  accept(candidate: number): void;
  edit(): void;
  exclude(): void;
  focusChanged(): void;
}

/** The selected image, large, with its suggestion and its caption. */
export class Detail {
  readonly box: CaptionBox;
  readonly panel: SuggestionPanel;
  readonly element: HTMLElement;
  readonly stage = new Stage((facts, note) => this.showFacts(facts, note));
  private readonly strip = new FilmStrip((word) => this.panel.words.look(word));
  /** Below the text box: features put here what belongs to it. */
  readonly below = element('div', { class: 'below-box' });
  private readonly facts = element('span', { class: 'facts' });
  private readonly status = element('span', { class: 'status' });
  /** What becomes of an image that is left out, or what looks wrong with its caption. */
  private readonly remark = element('span', { class: 'remark', role: 'status' });
  private readonly fileName = element('span', { class: 'file-name' });
  /** Says which image is shown where no list does. */
  private readonly announcer = element('div', { class: 'visually-hidden', role: 'status' });
  private readonly several = new SeveralCaptions(() => this.box.flush());
  private readonly acceptButton: HTMLButtonElement;
  private readonly editButton: HTMLButtonElement;
  private readonly excludeButton: HTMLButtonElement;
  private item: ItemView | undefined;
  private isLarge = false;
  /** Why what is typed was not taken, until it is changed. */
  private refusal = '';
  private typingRule: TypingRule = 'replace';
  /** Whether no caption can be changed, which stands above. */
  private isLocked = false;
  /** Called when an entry was shown, or shown as it is by now. */
  onShown: () => void = () => undefined;
  /** Called with each entry that is shown, before; with nothing where it is on its way, or there is none. */
  onEntry: (item: ItemView | undefined) => void = () => undefined;

  constructor(actions: DetailActions) {
    this.box = new CaptionBox(() => actions.focusChanged());
    this.panel = new SuggestionPanel(
      (word, index) => {
        this.stage.look(word);
        this.strip.mark(index);
      },
      (candidate) => actions.accept(candidate),
    );
    const key = (name: string): string => keyLabel(name, isMac);
    const acceptTitle = l10n.t('Accept the suggestion, or what you typed, and go on ({0})', key('enter'));
    this.acceptButton = button(l10n.t('Accept'), acceptTitle, 'primary', () => actions.acceptAndNext());
    this.editButton = button(l10n.t('Edit'), l10n.t('Edit the caption ({0})', key('f2')), 'secondary', () =>
      actions.edit(),
    );
    this.excludeButton = button(l10n.t('Exclude'), '', 'secondary', () => actions.exclude());
    this.element = element(
      'main',
      { class: 'detail' },
      this.stage.element,
      this.strip.element,
      element(
        'section',
        { class: 'panel', 'aria-label': l10n.t('Caption') },
        this.panel.element,
        this.several.element,
        this.box.element,
        this.below,
        element(
          'div',
          { class: 'actions' },
          this.acceptButton,
          this.editButton,
          this.excludeButton,
          this.remark,
          this.several.addButton,
          element('div', { class: 'meta' }, this.status, this.facts, this.fileName),
        ),
      ),
      this.announcer,
    );
    this.box.element.addEventListener('input', () => {
      if (this.refusal === '') return;
      this.refusal = '';
      this.tellRemark();
    });
    this.element.addEventListener('click', ({ isTrusted }) => isTrusted && keyCount.add(1), { capture: true });
  }

  show(item: ItemView | undefined): void {
    if (item?.key !== this.item?.key) this.refusal = '';
    this.item = item;
    this.onEntry(item);
    this.box.show(item);
    if (!item) return;
    keyCount.follow(item.key, isBegun(item));
    this.element.classList.toggle('broken-line', item.kind === 'brokenLine');
    this.stage.show(item);
    this.panel.show(item);
    this.several.show(item);
    if (this.isLarge) this.strip.show(item);
    this.enableButtons();
    this.excludeButton.textContent = item.status === 'excluded' ? l10n.t('Include') : l10n.t('Exclude');
    const excludeKey = keyLabel(isMac ? 'cmd+backspace' : 'delete', isMac);
    this.excludeButton.title =
      item.status === 'excluded'
        ? l10n.t('Take this image in again ({0})', excludeKey)
        : l10n.t('Leave this image out: nothing is learned from it, and its row says so ({0})', excludeKey);
    this.tellRemark();
    this.box.setHint(this.hint);
    this.status.textContent = statusText(item);
    this.status.className = statusClass(item);
    this.fileName.textContent = item.fileName;
    this.fileName.title = item.fileName;
    const spoken = [item.fileName, statusText(item), item.draft ?? item.text].filter((part) => part !== '').join(', ');
    this.stage.name = spoken;
    // What is typed is read out by the text box.
    if (this.isLarge && !this.box.focused && this.announcer.textContent !== spoken) this.announcer.textContent = spoken;
    this.onShown();
  }

  /** While no caption can be changed, nothing looks as if it could be. */
  lock(isOn: boolean): void {
    this.isLocked = isOn;
    this.box.lock.set(isOn);
    this.box.setHint(this.hint);
    this.enableButtons();
  }

  private enableButtons(): void {
    const { item, isLocked } = this;
    const isEmpty = this.suggested === '' && item?.text === '' && !isBegun(item);
    this.acceptButton.disabled = isLocked || isEmpty;
    for (const one of [this.editButton, this.excludeButton, this.several.addButton]) one.disabled = isLocked;
  }

  /** The selected entry is on its way: nothing may be typed into the one before. */
  expectOther(): void {
    this.onEntry(undefined);
    this.box.expectOther();
  }

  /** The hint in the text box says what a letter does with a suggestion. */
  tellTypingRule(rule: TypingRule): void {
    this.typingRule = rule;
    this.box.setHint(this.hint);
    this.onShown();
  }

  private get hint(): string {
    if (this.isLocked) return l10n.t('No caption can be changed');
    if (this.suggested === '') return l10n.t('Type a caption');
    return this.typingRule === 'continue'
      ? l10n.t('Enter accepts the suggestion; type to go on with it')
      : l10n.t('Enter accepts the suggestion; type to write another, {0} to change it', keyLabel('f2', isMac));
  }

  private showFacts(facts: string, note?: PictureNote): void {
    this.facts.replaceChildren(facts);
    if (!note) return;
    const { words, meaning: title } = note;
    this.facts.append(' · ', element('span', { class: 'picture-note', title }, words));
  }

  /** Whether what the text box holds cannot be the caption, which is then said. */
  refuses(): boolean {
    this.refusal = this.box.isStructured ? structuredRefusal(this.box.element.value, this.item?.text ?? '') : '';
    this.tellRemark();
    return this.refusal !== '';
  }

  private tellRemark(): void {
    this.remark.textContent = this.refusal === '' && this.item ? remarkOn(this.item) : this.refusal;
    this.remark.classList.toggle('problem', this.refusal !== '');
  }

  /** In the focus view there is room for the film strip. */
  enlarge(isLarge: boolean): void {
    this.isLarge = isLarge;
    this.strip.element.hidden = !isLarge;
    if (isLarge && this.item) this.strip.show(this.item);
  }

  /** The best caption that is suggested, '' if there is none (yet). */
  get suggested(): string {
    return this.item ? suggestedText(this.item) : '';
  }
}

function remarkOn({ status, isShort }: ItemView): string {
  if (status === 'excluded') return l10n.t('Nothing is learned from it. Its row stays in the file, as excluded.');
  return isShort ? l10n.t('This caption is much shorter than the others.') : '';
}
