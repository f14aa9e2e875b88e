import type * as vscode from 'vscode';
import type { IndexChange } from '../../dataset/list/datasetIndex';
import type { Entry } from '../../dataset/list/entry';
import { EntryView } from '../../dataset/list/entryView';
import type { ListFilter } from '../../dataset/list/listFilter';
import { Soon } from '../base/soon';
import type { CaptionDocument } from '../document/captionDocument';
import { searchProblem } from './searchProblem';
import { requestSuggestions } from '../suggestions/suggestionRequests';
import type { SuggestionStore } from '../suggestions/suggestionStore';
import { entryKnowledge } from './entryKnowledge';
import type { EntriesToWebview, ItemView } from './entryMessages';
import { ItemViews } from './itemViews';
import { OnScreen } from './onScreen';
import { SoughtEntry } from './soughtEntry';

/** What one webview shows of the entries: tells it about those on screen, and asks for their suggestions. */
export class EntryWindow implements vscode.Disposable {
  private readonly view: EntryView;
  private readonly screen = new OnScreen();
  readonly items: ItemViews;
  private selected: { index: number; key: string; entry: Entry | undefined } = { index: 0, key: '', entry: undefined };
  private hasBegun = false;
  /** Whether what is filtered and ordered was put in order once all was listed. */
  private isInOrder = false;
  private readonly sought: SoughtEntry;
  /** Counts how often the webview was told of another list. */
  private version = 0;
  private isOrderOld = false;
  /** While a dataset is listed, entries come and change hundreds of times in a second, but none that is on screen. */
  private readonly lengthSoon = new Soon(() => {
    this.post({ type: 'length', version: this.version, length: this.all.length, counts: this.captions.counts });
  });

  constructor(
    private readonly captions: CaptionDocument,
    private readonly suggestions: SuggestionStore,
    webview: vscode.Webview,
    private readonly post: (message: EntriesToWebview) => void,
  ) {
    const tellAnew = (imagePath: string): void => this.tellAbout(this.shownOf(captions.entryAt(imagePath)));
    this.items = new ItemViews(captions, suggestions, webview, tellAnew);
    this.view = new EntryView(captions.index, entryKnowledge(captions, suggestions));
    this.sought = new SoughtEntry(this.view, captions.index);
  }

  dispose(): void {
    this.lengthSoon.dispose();
  }

  get selectedKey(): string {
    return this.selected.key;
  }

  get currentFilter(): ListFilter {
    return this.view.currentFilter;
  }

  /** The webview starts, at the entry of this key or the first one that is open, as soon as that is listed. */
  begin(key: string | undefined, filter: ListFilter | undefined): void {
    this.hasBegun = true;
    this.isInOrder = false;
    this.tryFilter(filter ?? this.view.currentFilter, key === undefined ? undefined : this.captions.index.find(key));
    this.screen.show(0, 0);
    this.sought.seek(key);
    this.goTo(Math.max(0, this.sought.find()));
  }

  /** All is listed: what was filtered and ordered is put in order. Whenever that comes again, nothing vanishes any more. */
  loaded(): void {
    if (!this.hasBegun) return;
    for (const imagePath of this.suggestions.failures) this.captions.noteFailure(imagePath, true);
    if (this.isInOrder) return;
    this.isInOrder = true;
    this.tryFilter(this.view.currentFilter, this.sought.isSeeking ? this.sought.entry : this.selected.entry);
    const place = this.sought.findAtLast();
    if (place >= 0) this.goTo(place);
    else if (!this.screen.isSame(this.view.entries)) this.follow();
  }

  /** Filters and orders in another way. What was selected stays so if it is still shown. */
  filter(filter: ListFilter): void {
    this.sought.end();
    const problem = this.tryFilter(filter);
    if (problem !== undefined) return this.post({ type: 'filterRefused', problem });
    this.setSelected(Math.max(0, this.placeOfSelected()));
    this.reset('reveal');
  }

  /** The webview shows other entries. */
  show(first: number, count: number): void {
    this.screen.show(first, count);
    this.screen.remember(this.view.entries, this.selected.index);
    this.tell();
  }

  /**
   * The person goes to an entry.
   * @param key what stood there, if the webview knew; it counts if the list is no more of the version that it was told of
   */
  select(index: number, key?: string, version = this.version): void {
    this.sought.end();
    const isNewest = version === this.version;
    const place = isNewest || key === undefined ? index : this.view.placeOf(this.captions.index.find(key));
    if (place < 0) return;
    this.setSelected(place);
    if (place !== index || !isNewest) {
      this.lengthSoon.settle();
      this.post({ type: 'select', index: place });
    }
    this.screen.remember(this.view.entries, this.selected.index);
    this.requestSuggestions();
    this.tellAbout([this.selected.index]);
  }

  /** Goes to an entry and takes the webview along. @param isNew whether its caption is about to be typed */
  lead(index: number, isNew = false): void {
    this.select(index);
    this.lengthSoon.settle();
    this.post({ type: 'select', index, isNew });
  }

  /** The document holds this edit of the webview now, or it was refused. */
  acknowledge(key: string, sequence: number): void {
    this.items.acknowledge(key, sequence);
    this.tellAbout(this.shownOf(this.captions.index.find(key)));
  }

  /** The dataset changed: the same entries with other content, or others in other places. */
  changed(change: IndexChange): void {
    const moved = this.view.update(change);
    if (!this.hasBegun) return;
    const place = this.sought.find(change);
    if (place >= 0) return this.goTo(place);
    if (moved && !this.screen.isSame(this.view.entries)) return this.follow();
    if (moved) this.version++;
    this.lengthSoon.ask();
    const isTouched = (entry: Entry | undefined): boolean => entry !== undefined && change.changed.has(entry);
    const touched = this.shown().filter((index) => isTouched(this.view.entries.at(index)));
    if (touched.length > 0 && !moved) this.requestSuggestions();
    this.tellAbout(touched);
  }

  /** There is another image at this path now. */
  imageReplaced(imagePath: string): void {
    this.items.imageReplaced(imagePath);
    const touched = this.shownOf(this.captions.noteFailure(imagePath, false));
    if (touched.length > 0) this.requestSuggestions();
    this.tellAbout(touched);
  }

  suggestionChanged(imagePath: string): void {
    const entry = this.captions.noteFailure(imagePath, this.suggestions.hasFailed(imagePath));
    if (!entry) return;
    const touched = this.shownOf(entry);
    this.tellAbout(touched);
    if (touched.length === 0) this.lengthSoon.ask();
    else if (this.suggestions.view(imagePath).state === 'none') this.requestSuggestions();
    if (this.isOrderOld || this.view.isInPlace(entry)) return;
    this.isOrderOld = true;
    this.post({ type: 'orderChanged' });
  }

  /** Tells the webview about everything that it shows. */
  tell(): void {
    this.requestSuggestions();
    this.tellAbout(this.shown());
  }

  /** See {@link EntryView.nextOpen}; after the selected one. */
  nextOpen(passed: (entry: Entry) => boolean): number {
    return this.view.nextOpen(this.selected.index, passed);
  }

  /** What the webview shows now; nothing before it has said what is on screen. */
  get shownViews(): ItemView[] {
    return this.screen.places(this.all.length).length === 0 ? [] : this.views(this.shown());
  }

  /** All entries that the filter and the search leave, on screen or not. */
  get all(): EntryView['entries'] {
    return this.view.entries;
  }

  private tryFilter(filter: ListFilter, kept?: Entry): string | undefined {
    const problem = searchProblem(() => this.view.filter(filter, kept));
    if (problem === undefined) this.isOrderOld = false;
    return problem;
  }

  private goTo(place: number): void {
    this.setSelected(place);
    this.reset('restore');
  }

  /** Entries came, went or moved: what is on screen stays there. */
  private follow(): void {
    const shift = this.screen.shift(this.view.entries);
    const place = this.placeOfSelected();
    this.setSelected(place >= 0 ? place : Math.min(this.selected.index, this.all.length - 1));
    this.screen.move(shift);
    this.reset('keep', shift);
  }

  private placeOfSelected(): number {
    const { entry, key } = this.selected;
    // Where a caption is gone, another one of its image takes its place.
    const candidates = [entry, entry?.group?.entries.at(-1), this.captions.index.findAgain(key)];
    return candidates.map((each) => this.view.placeOf(each)).find((place) => place >= 0) ?? -1;
  }

  private reset(scroll: Extract<EntriesToWebview, { type: 'reset' }>['scroll'], shift = 0): void {
    const { counts, folder } = this.captions;
    const [filter, length, select] = [this.view.currentFilter, this.all.length, this.selected.index];
    const items = this.views(this.screen.placesWith(select, length));
    this.screen.remember(this.view.entries, select);
    this.requestSuggestions();
    this.lengthSoon.dispose();
    this.post({ type: 'reset', version: ++this.version, length, counts, select, scroll, shift, folder, filter, items });
  }

  private setSelected(index: number): void {
    const place = Math.max(0, index);
    const entry = this.view.entries.at(place);
    this.selected = { index: place, key: entry?.key ?? '', entry };
  }

  private requestSuggestions(): void {
    requestSuggestions(this.captions, this.suggestions, this.view.entries, this.selected.index, this.shown());
  }

  private shown(): number[] {
    return [
      ...new Set([...(this.all.length > 0 ? [this.selected.index] : []), ...this.screen.places(this.all.length)]),
    ];
  }

  /** The places on screen of an image's captions. */
  private shownOf(entry: Entry | undefined): number[] {
    return entry ? this.shown().filter((index) => this.view.entries.at(index)?.group === entry.group) : [];
  }

  private views(indices: readonly number[]): ItemView[] {
    return this.items.of(this.view.entries, indices, this.selected.index);
  }

  private tellAbout(indices: readonly number[]): void {
    if (indices.length > 0) this.post({ type: 'items', items: this.views(indices), counts: this.captions.counts });
  }
}
