import * as vscode from 'vscode';
import type { IndexChange } from '../../dataset/list/datasetIndex';
import { imageKey } from '../../dataset/images/fileName';
import { isDone, type Entry, type ImageGroup } from '../../dataset/list/entry';
import { Disposables } from '../base/disposables';
import type { CaptionDocument } from '../document/captionDocument';
import { movedName, movesWithin } from '../document/movesWithin';
import type { DraftJournal } from './draftJournal';
import type { Draft } from './draftMessages';
import { isPutAside, isWanted } from './wantedDraft';

/**
 * What is typed into one document's captions: it stands in no row until the person decides, and is kept in the journal
 * meanwhile. What is decided stays there until the document is saved, undone or given up.
 */
export class DocumentDrafts implements vscode.Disposable {
  private readonly disposables = new Disposables();
  /** When the document began to be saved; what is decided after that may not be in the file. */
  private saving: number | undefined;
  private wasDirty: boolean;

  /** @param onChange is told which entries have another draft now */
  constructor(
    private readonly captions: CaptionDocument,
    private readonly journal: DraftJournal,
    private readonly onChange: (change: IndexChange) => void,
  ) {
    const { document, file } = captions;
    this.wasDirty = document.isDirty;
    this.disposables.add(
      vscode.workspace.onWillSaveTextDocument((event) => {
        if (event.document === document) this.saving = Date.now();
      }),
    );
    this.disposables.add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document) return;
        if (event.reason !== undefined) journal.forgetDecided(file, Date.now());
        // Saved, or without having been saved: reverted.
        if (this.wasDirty && !document.isDirty) {
          journal.forgetDecided(file, this.saving ?? Date.now());
          this.saving = undefined;
        }
        this.wasDirty = document.isDirty;
      }),
    );
    // Another editor of the same captions may be typed into.
    this.disposables.add(
      journal.onDidChange(({ dataset, key }) => {
        if (dataset === file) this.show(captions.index.find(key));
      }),
    );
    this.disposables.add(vscode.workspace.onDidRenameFiles((event) => void this.followRenames(event)));
  }

  /** What is typed into an entry and not decided. */
  of(key: string): Draft | undefined {
    const draft = this.journal.find(this.captions.file, key);
    return draft?.isDecided ? undefined : draft;
  }

  /** The suggestion that what is typed into an entry began with, also once it is decided. */
  proposalOf(key: string): Draft['proposal'] {
    const draft = this.journal.find(this.captions.file, key);
    return draft && !isPutAside(this.captions.index.find(key), draft) ? draft.proposal : undefined;
  }

  /** Keeps what is typed into an entry; typing just what is decided there begins nothing. */
  keep(entry: Entry, draft: Draft): void {
    if (draft.text === entry.row?.text && isDone({ row: entry.row, isBegun: false })) this.forget(entry.key);
    else this.journal.keep(this.captions.file, draft);
  }

  /** The document has what was typed into an entry. */
  decided(key: string, text: string, at: number): void {
    const draft = this.journal.find(this.captions.file, key);
    if (draft) this.journal.keep(this.captions.file, { ...draft, text, at, isDecided: true });
  }

  /** The document was saved once its editor was closed. @param time when that began */
  saved(time: number): void {
    this.journal.forgetDecided(this.captions.file, time);
  }

  /** What is typed into an entry is given up; an added caption goes with it. */
  forget(key: string): void {
    this.journal.forget(this.captions.file, key);
    const entry = this.captions.index.find(key);
    if (entry?.isAdded) this.onChange(this.captions.index.dropAdded(entry));
  }

  /** One more caption of an image is about to be typed: it stands in no row until the person decides. */
  addCaption(group: ImageGroup): Entry {
    const { entry, change } = this.captions.index.addCaption(group);
    this.onChange(change);
    return entry;
  }

  /** Two captions of an image change places, of which one has no row yet. */
  swapLines(one: Entry, other: Entry): void {
    this.onChange(this.captions.index.swapLines(one, other));
  }

  /** Two captions of an image have changed places. */
  swap(one: Entry, other: Entry): void {
    const [ofOne, ofOther] = [this.of(one.key), this.of(other.key)];
    this.take(one, ofOther);
    this.take(other, ofOne);
  }

  /** The caption of an image is now one of another name. @param draft what was typed into it */
  follow(draft: Draft, entry: Entry): void {
    this.take(entry, draft, draft.key);
  }

  /**
   * Shows what was begun before the editor was closed, or everything was killed; all of the dataset must be listed.
   * @param ofPage what a page has kept itself
   * @returns what was decided and is still to come into the document, the oldest first
   */
  async begin(ofPage?: Draft): Promise<Draft[]> {
    const { file, index } = this.captions;
    for (const draft of await this.journal.of(file)) this.takeAgain(draft);
    const known = ofPage && this.journal.find(file, ofPage.key);
    if (ofPage && (known?.at ?? 0) < ofPage.at) {
      const entry = index.find(ofPage.key);
      const draft = { ...ofPage, proposal: ofPage.proposal ?? known?.proposal };
      if (!entry) this.takeAgain(draft);
      else if (ofPage.isDecided) this.journal.keep(file, draft);
      else if (ofPage.text.trim() !== '') this.keep(entry, draft);
    }
    return (await this.journal.of(file)).filter((draft) => draft.isDecided && isWanted(draft, this.captions));
  }

  /** Entries came or changed: an image that was gone may have a draft, and one that is taken in again, too. */
  showAll(entries: Iterable<Entry>): void {
    for (const entry of entries) this.show(entry);
  }

  dispose(): void {
    this.disposables.dispose();
  }

  /** What was begun of an image without a row goes with it at once: nothing else tells of it under its earlier name. */
  private async followRenames(event: vscode.FileRenameEvent): Promise<void> {
    const { file, folder, index } = this.captions;
    const moves = movesWithin(folder, event);
    if (moves.length === 0) return;
    for (const draft of await this.journal.of(file)) {
      const image = draft.key.slice(0, draft.key.lastIndexOf(' '));
      const name = imageKey(movedName(image, moves));
      if (name === image || draft.isDecided || index.firstOf(image)?.row) continue;
      this.journal.forget(file, draft.key);
      this.journal.keep(file, { ...draft, key: index.firstOf(name)?.key ?? `${name} 0` });
    }
  }

  /** Gives an entry a draft that was another's, or had another key. */
  private take(entry: Entry, draft: Draft | undefined, formerKey = entry.key): void {
    if (formerKey !== entry.key || !draft) this.journal.forget(this.captions.file, formerKey);
    if (!draft) return;
    const caption = (entry.group?.entries.indexOf(entry) ?? 0) + 1;
    this.keep(entry, { ...draft, key: entry.key, caption });
    this.show(entry);
  }

  /** Keys are given anew each time, places stay. A caption that was added and has no row yet is listed again. */
  private takeAgain(draft: Draft): void {
    const { key, caption, isDecided } = draft;
    const group = this.captions.index.findAgain(key)?.group;
    if (!group || (isDecided && caption <= group.entries.length)) return;
    const text = draft.text.trim();
    const isMissing = caption > group.entries.length && text !== '';
    const entry = isMissing ? this.addCaption(group) : group.entries.at(caption - 1);
    if (entry) this.take(entry, text === '' ? undefined : draft, key);
  }

  private show(entry: Entry | undefined): void {
    if (!entry?.group) return;
    const draft = this.of(entry.key);
    const text = draft && !isPutAside(entry, draft) ? draft.text : undefined;
    if (text !== entry.draft) this.onChange(this.captions.index.setDraft(entry, text));
  }
}
