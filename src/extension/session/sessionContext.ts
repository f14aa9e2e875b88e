import type { CaptionDocument } from '../document/captionDocument';
import type { EditQueue } from '../document/editQueue';
import type { EngineService } from '../engine/engineService';
import type { EntryWindow } from '../entries/entryWindow';
import type { SuggestionStore } from '../suggestions/suggestionStore';

/**
 * What the features of one editor work with. It knows none of them.
 * @typeParam Answer the messages that the feature sends to the webview
 */
export interface SessionContext<Answer = never> {
  readonly captions: CaptionDocument;
  readonly edits: EditQueue;
  readonly entries: EntryWindow;
  readonly engine: EngineService;
  readonly suggestions: SuggestionStore;
  readonly post: (message: Answer) => void;
  /** Remembers where the person is. */
  readonly keepPlace: () => void;
  /** Waits until the whole dataset is listed. */
  readonly listed: () => Promise<void>;
}
