import type * as vscode from 'vscode';
import type { CaptionDocument } from './captionDocument';
import { isDone } from './datasetList';
import { itemView } from './itemView';
import type { ItemView, ToWebview } from './messages';
import type { Priority, SuggestionStore } from './suggestionStore';

/** How many images after the selected one are captioned before anybody asks. */
const readAhead = 3;

/** What one webview shows of the entries: tells it about those on screen, and asks for their suggestions. */
export class EntryWindow {
  private first = 0;
  private count = 0;
  private selected = { index: 0, key: '' };
  /** The keys as the webview knows them, to tell whether places changed. */
  private knownKeys: readonly string[] = [];
  private readonly acknowledged = new Map<string, number>();

  constructor(
    private readonly captions: CaptionDocument,
    private readonly suggestions: SuggestionStore,
    private readonly webview: vscode.Webview,
    private readonly post: (message: ToWebview) => void,
  ) {}

  get selectedKey(): string {
    return this.selected.key;
  }

  /** The webview starts, at this entry. */
  begin(index: number): void {
    this.setSelected(index);
    this.reset();
  }

  /** The webview shows other entries. */
  show(first: number, count: number): void {
    this.first = first;
    this.count = count;
    this.tell();
  }

  select(index: number): void {
    this.setSelected(index);
    this.requestSuggestions();
    this.tellAbout([index]);
  }

  /** The document holds this edit of the webview now, or will at its next change. */
  acknowledge(key: string, sequence: number): void {
    this.acknowledged.set(key, sequence);
  }

  /** The document or the folder changed: the same entries with other content, or others in other places. */
  changed(): void {
    const { items } = this.captions;
    if (items.length === this.knownKeys.length && items.every(({ key }, index) => key === this.knownKeys[index])) {
      this.tell();
      return;
    }
    const place = items.findIndex(({ key }) => key === this.selected.key);
    this.setSelected(place >= 0 ? place : Math.min(this.selected.index, items.length - 1));
    this.reset();
  }

  suggestionChanged(imagePath: string): void {
    const { items } = this.captions;
    this.tellAbout(this.shown().filter((index) => this.captions.imagePath(items.at(index)) === imagePath));
    if (this.suggestions.view(imagePath).state === 'none') this.requestSuggestions();
  }

  /** Tells the webview about everything that it shows. */
  tell(): void {
    this.requestSuggestions();
    this.tellAbout(this.shown());
  }

  private reset(): void {
    this.knownKeys = this.captions.items.map(({ key }) => key);
    const { counts, folder } = this.captions;
    this.post({ type: 'reset', length: this.knownKeys.length, counts, select: this.selected.index, folder });
  }

  private setSelected(index: number): void {
    const place = Math.max(0, index);
    this.selected = { index: place, key: this.captions.items.at(place)?.key ?? '' };
  }

  /** What is looked at comes first, then what is on screen, then the next few. */
  private requestSuggestions(): void {
    const { items } = this.captions;
    const ask = (index: number, priority: Priority): void => {
      if (index >= items.length || (priority !== 'focus' && isDone(items[index]))) return;
      const imagePath = this.captions.imagePath(items[index]);
      if (imagePath !== undefined) this.suggestions.request(imagePath, priority);
    };
    ask(this.selected.index, 'focus');
    for (const index of this.shown()) ask(index, 'visible');
    for (let ahead = 1; ahead <= readAhead; ahead++) ask(this.selected.index + ahead, 'batch');
  }

  private shown(): number[] {
    const last = Math.min(this.first + this.count, this.captions.items.length);
    const indices = new Set([this.selected.index]);
    for (let index = this.first; index < last; index++) indices.add(index);
    return [...indices];
  }

  /** What the webview shows now; nothing before it has said what is on screen. */
  get shownViews(): ItemView[] {
    return this.count === 0 ? [] : this.views(this.shown());
  }

  private views(indices: readonly number[]): ItemView[] {
    const { items } = this.captions;
    return indices
      .filter((index) => index < items.length)
      .map((index) => {
        const acknowledged = this.acknowledged.get(items[index].key) ?? 0;
        return itemView(index, this.captions, this.suggestions, this.webview, acknowledged);
      });
  }

  private tellAbout(indices: readonly number[]): void {
    this.post({ type: 'items', items: this.views(indices), counts: this.captions.counts });
  }
}
