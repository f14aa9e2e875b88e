import { commonPrefix } from './commonPrefix';

/** One key or one click of a person who captions in the editor. */
export type EditorStep =
  /**
   * On the suggestion, on what is offered or on what stands in the text box: what follows is wrong, or too much.
   * @property at how many characters of the caption stand before it
   * @property instead what stands behind it
   * @property isTooMuch whether the caption ends before it
   */
  | { kind: 'click'; on: 'suggestion' | 'offer' | 'box'; at: number; instead: string; isTooMuch: boolean }
  /** A character of the caption; where nothing was clicked before, it is typed over the suggestion. */
  | { kind: 'type'; at: number }
  /** Enter takes what stands there, Shift+Enter what is offered, and Alt+Shift+Enter what stands before the caret. */
  | { kind: 'accept'; what: 'standing' | 'offer' | 'upToCaret' };

/**
 * What a person does in the editor who wants the reference: they type over a suggestion that begins wrong; else they keep what is
 * right from the left, click where it goes wrong, which brings another ending, and type the right character where none is
 * offered. What stood behind the caret stays until an offer takes its place. A word that is clicked is selected, so that a letter
 * within it takes another click, in the text box.
 *
 * Each step is answered with what is offered then: all of the caption, or only what stands before the caret if nothing is.
 */
export function* editorSteps(suggestion: string, reference: string): Generator<EditorStep, void, string> {
  if (suggestion === reference) return void (yield { kind: 'accept', what: 'standing' });
  const click = (on: 'suggestion' | 'offer' | 'box', text: string, at: number): EditorStep => {
    return { kind: 'click', on, at, instead: text.slice(at), isTooMuch: at === reference.length };
  };
  const box = new TextBox(reference);
  let offered = '';
  const begins = commonPrefix(suggestion, reference);
  if (begins > 0) {
    offered = yield click('suggestion', suggestion, begins);
    box.correct(suggestion, begins);
  }
  for (;;) {
    const isOffered = offered.length > box.caret && offered !== box.text;
    if (box.text === reference) return void (yield { kind: 'accept', what: 'standing' });
    if (isOffered && offered === reference) return void (yield { kind: 'accept', what: 'offer' });
    if (box.caret === reference.length) return void (yield { kind: 'accept', what: 'upToCaret' });
    const right = commonPrefix(isOffered ? offered : box.text, reference);
    if (right > box.caret) {
      offered = yield isOffered ? click('offer', offered, right) : click('box', box.text, right);
      if (isOffered) box.take(right);
      else box.moveTo(right);
    } else {
      if (box.isWithinSelectedWord) yield click('box', box.text, right);
      offered = yield { kind: 'type', at: right };
      box.type();
    }
  }
}

/** The text box: what stands before the caret is right. */
class TextBox {
  caret = 0;
  private behind = '';
  /** Of the word that was clicked, and is selected until something is typed; how much of it is right, and how long it is. */
  private selected = { right: 0, length: 0 };

  constructor(private readonly reference: string) {}

  get text(): string {
    return this.reference.slice(0, this.caret) + this.behind;
  }

  get isWithinSelectedWord(): boolean {
    return this.selected.right > 0;
  }

  /** The suggestion is clicked: between two words the caret stands there, else the word is selected. */
  correct(suggestion: string, at: number): void {
    this.caret = at;
    this.behind = suggestion.slice(at);
    const right = /\S*$/.exec(suggestion.slice(0, at))?.[0].length ?? 0;
    const wrong = /^\S*/.exec(this.behind)?.[0].length ?? 0;
    if (wrong > 0) this.selected = { right, length: right + wrong };
  }

  /** What is offered is taken up to there. */
  take(to: number): void {
    this.caret = to;
    this.behind = '';
    this.selected = { right: 0, length: 0 };
  }

  moveTo(to: number): void {
    this.behind = this.behind.slice(to - this.caret);
    this.caret = to;
    this.selected = { right: 0, length: 0 };
  }

  /** The right character: it takes the place of a word that was clicked at its beginning. */
  type(): void {
    const { right, length } = this.selected;
    if (right === 0) this.behind = this.behind.slice(length);
    this.selected = { right: 0, length: 0 };
    this.caret++;
  }
}
