import type { Entry } from '../../dataset/list/entry';
import type { CaptionDocument } from '../document/captionDocument';

/** The line that stood in the file before a person began to type into a caption, so that it can come back as it was. */
export class DraftOrigin {
  private draft: { entry: Entry; number: number; before: string | undefined; left: string | undefined } | undefined;

  constructor(private readonly captions: CaptionDocument) {}

  /**
   * Makes a change that belongs to a draft.
   * @param number tells drafts apart
   */
  async during(entry: Entry, number: number, change: () => Promise<void>): Promise<void> {
    if (!this.isOf(entry, number)) this.draft = { entry, number, before: this.captions.lineOf(entry), left: undefined };
    await change();
    if (this.draft) this.draft.left = this.captions.lineOf(entry);
  }

  /** Takes back all that a draft changed. @throws EditRefusedError */
  async restore(entry: Entry, number: number): Promise<void> {
    if (!this.draft || !this.isOf(entry, number)) return;
    const { before, left } = this.draft;
    if (before === undefined) await this.captions.clear(entry);
    else await this.captions.restore(entry, before, left);
  }

  private isOf(entry: Entry, number: number): boolean {
    return this.draft?.entry === entry && this.draft.number === number;
  }
}
