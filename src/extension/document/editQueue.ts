import type { Entry } from '../../dataset/list/entry';
import type { CaptionDocument } from './captionDocument';
import { EditRefusedError } from './editRefusedError';

/** How often an edit is tried while others change the document too. */
const mostAttempts = 5;

/** What the edits are made in. */
export interface EditedDocument {
  readonly index: Pick<CaptionDocument['index'], 'find'>;
  readonly gate: Pick<CaptionDocument['gate'], 'pass'>;
  readonly document: Pick<CaptionDocument['document'], 'version' | 'isClosed'>;
  /** Waits until the index has followed the document. */
  catchUp(): Promise<void>;
}

/** Edits of a document one after another, each on the text that the one before left. */
export class EditQueue {
  private last: Promise<void> = Promise.resolve();
  /** Called after each edit that was made. */
  onMade: () => void = () => undefined;

  constructor(private readonly captions: EditedDocument) {}

  /**
   * Changes the entry of this key, once its turn has come; an entry that is gone by then is left alone.
   * @throws EditRefusedError if VS Code does not take the change, NotEditableError if it would not keep it
   */
  edit(key: string, change: (entry: Entry) => Promise<void>): Promise<void> {
    return this.add(async () => {
      const entry = this.captions.index.find(key);
      if (entry?.group) await change(entry);
    });
  }

  /**
   * Makes any change of the document, once its turn has come. If somebody else changes the document at the same moment,
   * it is made once more, on the new text.
   * @throws EditRefusedError if VS Code does not take the change, NotEditableError if it would not keep it
   */
  add(change: () => Promise<void>): Promise<void> {
    const made = this.last.then(async () => {
      await this.captions.gate.pass();
      for (let attempt = 1; ; attempt++) {
        await this.captions.catchUp();
        const { version } = this.captions.document;
        try {
          return await change();
        } catch (error) {
          const { document } = this.captions;
          const changed = document.isClosed || document.version !== version;
          if (!(error instanceof EditRefusedError) || !changed || attempt === mostAttempts) throw error;
        }
      }
    });
    this.last = made.then(
      () => this.onMade(),
      () => undefined,
    );
    return made;
  }

  /** Waits until all that was added is made, or refused; what is added meanwhile, too. */
  async settled(): Promise<void> {
    for (let awaited; awaited !== this.last;) await (awaited = this.last);
  }
}
