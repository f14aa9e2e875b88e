import { send } from '../base/host';
import type { CaptionBox } from '../caption/captionBox';
import { deleteSelected } from '../keyboard/doAgain';
import { GhostText } from './ghostText';
import { firstWord, narrow, type Place, type Proposal } from './proposal';

/**
 * Proposes how the caption goes on while it is typed. It only shows: the text and the caret stay as they are until the
 * person takes a proposal, and no key waits for one.
 */
export class Completing {
  private readonly box: HTMLTextAreaElement;
  private readonly ghost: GhostText;
  private proposal: Proposal | undefined;
  /** Answers to earlier ones are stale. */
  private request = 0;
  private asked: Place | undefined;
  private isComposing = false;
  /** A word that is selected because it is to become another, and how much of it is right. */
  private wrongWord: { start: number; end: number; right: string } | undefined;

  constructor(private readonly captionBox: CaptionBox) {
    this.box = captionBox.element;
    this.ghost = new GhostText(this.box);
    captionBox.onTextSet.push(() => this.follow('shown'));
    this.box.addEventListener('input', () => this.follow('typed'));
    this.box.addEventListener('focus', () => this.follow('shown'));
    this.box.addEventListener('blur', () => this.dismiss());
    this.box.addEventListener('mousedown', (event) => this.pressed(event));
    // Within what is selected, the caret is there only after the click.
    this.box.addEventListener('click', () => window.setTimeout(() => this.follow('clicked')));
    this.box.addEventListener('compositionstart', () => {
      this.isComposing = true;
      this.dismiss();
    });
    this.box.addEventListener('compositionend', () => {
      this.isComposing = false;
      this.follow('typed');
    });
    document.addEventListener('selectionchange', () => {
      if (this.proposal && !this.current()) this.dismiss();
    });
  }

  /** Whether there is a proposal, and it goes on from the end of the text. */
  get goesOn(): boolean {
    return this.proposal?.rest === '';
  }

  get isVisible(): boolean {
    return this.proposal !== undefined;
  }

  /** An answer of the extension. */
  receive(request: number, { continuation, wordEnds }: Pick<Proposal, 'continuation' | 'wordEnds'>): void {
    if (request !== this.request || !this.asked) return;
    // Meanwhile the person may have gone on, in the same way or in another.
    const place = this.place();
    const whole = (this.wrongWord?.right ?? '') + continuation;
    const proposal = place && continuation !== '' && narrow({ ...this.asked, continuation: whole, wordEnds }, place);
    this.asked = undefined;
    if (proposal && whole !== place.rest) this.show(proposal);
  }

  /** Takes the whole proposal; what it would take the place of goes. */
  take(): void {
    const proposal = this.current();
    if (!proposal) return;
    this.insert(proposal.continuation, proposal.rest);
    this.dismiss();
  }

  /** Takes the next word of a proposal that goes on from the end of the text. */
  takeWord(): void {
    const proposal = this.current();
    if (proposal?.rest === '') this.insert(firstWord(proposal), '');
  }

  /** A word is selected as it is wrong from a place on: offers another ending, which the selection does not stand in the way of. */
  offerInsteadFrom(at: number): void {
    const { value, selectionStart: start, selectionEnd: end } = this.box;
    this.dismiss();
    this.wrongWord = { start, end, right: value.slice(start, at) };
    const place = this.place();
    if (place) this.ask(place, value.slice(at));
  }

  /**
   * Takes away what stands behind the place from which the caption would go on: the caret, or where a selected word was clicked.
   * @returns whether anything is left
   */
  endHere(): boolean {
    const { value, selectionStart } = this.box;
    const end = value.slice(0, selectionStart + (this.wrongWord?.right.length ?? 0)).trimEnd().length;
    if (end === 0) return false;
    this.box.setSelectionRange(end, value.length);
    if (end < value.length) deleteSelected(this.box);
    return true;
  }

  /** Hides the proposal until something is typed. */
  dismiss(): void {
    this.request++;
    this.asked = undefined;
    this.wrongWord = undefined;
    this.proposal = undefined;
    this.ghost.hide();
  }

  /** What stands before and behind the caret; nothing while something is selected, composed, or elsewhere. */
  private place(): Place | undefined {
    const { value, selectionStart: at, selectionEnd: end, disabled, readOnly } = this.box;
    const { key, focused, isStructured } = this.captionBox;
    const isSelecting = at !== end && !(this.wrongWord?.start === at && this.wrongWord.end === end);
    if (key === undefined || isStructured || !focused || disabled || readOnly || this.isComposing || isSelecting)
      return undefined;
    return { key, typed: value.slice(0, at), rest: value.slice(at) };
  }

  /** The proposal, if it still fits. */
  private current(): Proposal | undefined {
    const place = this.place();
    return this.proposal && place && narrow(this.proposal, place);
  }

  /** Keeps up with the text: what was typed narrows a proposal at once, or a new one is asked for. */
  private follow(why: 'typed' | 'clicked' | 'shown'): void {
    const proposal = this.current();
    if (proposal) return this.show(proposal);
    const place = this.place();
    // An answer that is on its way may still fit.
    const { asked } = this;
    if (place && asked?.key === place.key && asked.typed === place.typed && asked.rest === place.rest) return;
    this.dismiss();
    if (!place) return;
    // Whoever puts the caret in front of something says that it is not right from there.
    if (place.rest === '') this.ask(place);
    else if (why === 'typed') this.ask(place);
    else if (why === 'clicked') this.ask(place, place.rest);
  }

  private ask(place: Place, instead?: string): void {
    this.asked = place;
    const typed = place.typed + (this.wrongWord?.right ?? '');
    send({ type: 'complete', key: place.key, request: ++this.request, typed, instead });
  }

  private show(proposal: Proposal): void {
    this.proposal = proposal;
    this.ghost.show(proposal);
  }

  /** Takes a proposal up to where it is clicked, and asks for another from there on. */
  private pressed(event: MouseEvent): void {
    const proposal = event.button === 0 ? this.current() : undefined;
    const length = this.ghost.lengthAt(event.clientX, event.clientY);
    if (!proposal || length === 0) return;
    event.preventDefault();
    const instead = proposal.continuation.slice(length);
    this.insert(proposal.continuation.slice(0, length), proposal.rest);
    this.dismiss();
    const place = this.place();
    if (place) this.ask(place, instead);
  }

  /** As if it had been typed, so that the browser and the box take it as that. */
  private insert(text: string, insteadOf: string): void {
    const { selectionStart: at } = this.box;
    this.box.setSelectionRange(at, at + insteadOf.length);
    document.execCommand('insertText', false, text);
  }
}
