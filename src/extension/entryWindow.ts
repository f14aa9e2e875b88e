import type * as vscode from 'vscode';
import type { IndexChange } from '../dataset/list/datasetIndex';
import { isDone, type Entry } from '../dataset/list/entry';
import { EntryView } from '../dataset/list/entryView';
import { SearchError, type EntryKnowledge, type Look } from '../dataset/list/look';
import type { CaptionDocument } from './captionDocument';
import { itemView } from './itemView';
import type { ItemView, ToWebview } from './messages';
import type { Priority, SuggestionStore } from './suggestionStore';

/** How many images after the selected one are captioned before anybody asks. */
const readAhead = 3;

/** What one webview shows of the entries: tells it about those on screen, and asks for their suggestions. */
export class EntryWindow {
  private readonly view: EntryView;
  private first = 0;
  private count = 0;
  private selected: { index: number; key: string; entry: Entry | undefined } = { index: 0, key: '', entry: undefined };
  private readonly acknowledged = new Map<string, number>();

  constructor(
    private readonly captions: CaptionDocument,
    private readonly suggestions: SuggestionStore,
    private readonly webview: vscode.Webview,
    private readonly post: (message: ToWebview) => void,
  ) {
    this.view = new EntryView(captions.index, knowledge(captions, suggestions));
  }

  get selectedKey(): string {
    return this.selected.key;
  }

  get currentLook(): Look {
    return this.view.currentLook;
  }

  /** The webview starts, at the entry of this key, or at the first one that is open. */
  begin(key: string | undefined, look: Look | undefined): void {
    if (look) this.tryLook(look);
    else this.view.look(this.view.currentLook);
    this.setSelected(Math.max(0, key === undefined ? this.nextOpen(-1) : this.placeOf(key, () => this.nextOpen(-1))));
    this.reset();
  }

  /** Filters and orders in another way. What was selected stays so if it is still shown. */
  look(look: Look): void {
    const problem = this.tryLook(look);
    if (problem !== undefined) return this.post({ type: 'lookRefused', problem });
    this.setSelected(this.placeOf(this.selected.key, () => 0));
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

  /** The document changed: the same entries with other content, or others in other places. */
  changed(change: IndexChange | undefined): void {
    if (this.view.update(change)) {
      this.setSelected(this.placeOf(this.selected.key, () => Math.min(this.selected.index, this.length - 1)));
      return this.reset();
    }
    this.requestSuggestions();
    this.tellAbout(this.shown().filter((index) => change?.changed.has(this.entryAt(index))));
  }

  suggestionChanged(imagePath: string): void {
    this.tellAbout(this.shown().filter((index) => this.captions.imagePath(this.view.entries.at(index)) === imagePath));
    if (this.suggestions.view(imagePath).state === 'none') this.requestSuggestions();
  }

  /** Tells the webview about everything that it shows. */
  tell(): void {
    this.requestSuggestions();
    this.tellAbout(this.shown());
  }

  /**
   * The place of the next entry that waits for a decision, from the beginning again after the last one.
   * @param passed whether an entry is to be passed over as long as there are others
   * @returns -1 if all that is shown is done
   */
  nextOpen(after: number, passed: (entry: Entry) => boolean = () => false): number {
    let beforeIt = -1;
    let passedOver = -1;
    let index = 0;
    for (const entry of this.view.entries) {
      if (entry.group && !isDone(entry)) {
        if (passed(entry)) passedOver = passedOver < 0 ? index : passedOver;
        else if (index > after) return index;
        else if (beforeIt < 0) beforeIt = index;
      }
      index++;
    }
    return beforeIt >= 0 ? beforeIt : passedOver;
  }

  /** What the webview shows now; nothing before it has said what is on screen. */
  get shownViews(): ItemView[] {
    return this.count === 0 ? [] : this.views(this.shown());
  }

  /** All entries that the filter and the search leave, on screen or not. */
  get all(): Iterable<Entry> {
    return this.view.entries;
  }

  private get length(): number {
    return this.view.entries.length;
  }

  private entryAt(index: number): Entry {
    const entry = this.view.entries.at(index);
    if (!entry) throw new RangeError(`There is no entry ${index} of ${this.length}.`);
    return entry;
  }

  private tryLook(look: Look): string | undefined {
    try {
      this.view.look(look);
      return undefined;
    } catch (error) {
      if (error instanceof SearchError) return error.message;
      throw error;
    }
  }

  private placeOf(key: string, otherwise: () => number): number {
    const entry = this.captions.index.find(key);
    const place = entry ? this.view.entries.indexOf(entry) : -1;
    return place >= 0 ? place : otherwise();
  }

  private reset(): void {
    const { counts, folder } = this.captions;
    const { length, selected } = this;
    this.post({ type: 'reset', length, counts, select: selected.index, folder, look: this.view.currentLook });
  }

  private setSelected(index: number): void {
    const place = Math.max(0, index);
    const entry = this.view.entries.at(place);
    this.selected = { index: place, key: entry?.key ?? '', entry };
  }

  /** What is looked at comes first, then what is on screen, then the next few. */
  private requestSuggestions(): void {
    const ask = (index: number, priority: Priority): void => {
      const entry = this.view.entries.at(index);
      if (!entry || (priority !== 'focus' && isDone(entry))) return;
      const imagePath = this.captions.imagePath(entry);
      if (imagePath !== undefined) this.suggestions.request(imagePath, priority);
    };
    ask(this.selected.index, 'focus');
    for (const index of this.shown()) ask(index, 'visible');
    for (let ahead = 1; ahead <= readAhead; ahead++) ask(this.selected.index + ahead, 'batch');
  }

  private shown(): number[] {
    const last = Math.min(this.first + this.count, this.length);
    const indices = new Set(this.length > 0 ? [this.selected.index] : []);
    for (let index = this.first; index < last; index++) indices.add(index);
    return [...indices];
  }

  private views(indices: readonly number[]): ItemView[] {
    return indices
      .filter((index) => index < this.length)
      .map((index) => {
        const entry = this.entryAt(index);
        const acknowledged = this.acknowledged.get(entry.key) ?? 0;
        const whole = index === this.selected.index;
        return itemView(index, entry, this.captions, this.suggestions, this.webview, acknowledged, whole);
      });
  }

  private tellAbout(indices: readonly number[]): void {
    this.post({ type: 'items', items: this.views(indices), counts: this.captions.counts });
  }
}

function knowledge(captions: CaptionDocument, suggestions: SuggestionStore): EntryKnowledge {
  // Looking for each image on disk would take seconds; the name is enough to know what was suggested before.
  const known = (entry: Entry): string => captions.likelyPath(entry);
  return {
    confidence: (entry) => suggestions.brief(known(entry))?.confidence,
    suggested: (entry) => suggestions.brief(known(entry))?.text ?? '',
    failed: (entry) => suggestions.brief(known(entry))?.failed ?? false,
  };
}
