import type { CaptionDocument } from '../document/captionDocument';
import { completionHandlers } from '../completion/completionHandlers';
import { decisionHandlers } from '../deciding/decisionHandlers';
import type { EditQueue } from '../document/editQueue';
import type { EngineService } from '../engine/engineService';
import type { EntryWindow } from '../entries/entryWindow';
import { lookingHandlers } from '../looking/lookingHandlers';
import type { FromWebview, ToWebview } from '../messages';
import { pageHandlers, type PageActions } from './pageHandlers';
import { replaceHandlers } from '../replace/replaceHandlers';
import { severalHandlers } from '../severalCaptions/severalHandlers';
import type { SuggestionStore } from '../suggestions/suggestionStore';

/** What the handlers of one editor work with. */
export interface SessionContext extends PageActions {
  readonly captions: CaptionDocument;
  readonly edits: EditQueue;
  readonly entries: EntryWindow;
  readonly engine: EngineService;
  readonly suggestions: SuggestionStore;
  readonly post: (message: ToWebview) => void;
  /** Waits until the whole dataset is listed. */
  readonly listed: () => Promise<void>;
}

type Messages = { [Message in FromWebview as Message['type']]: Message };
type MessageType = keyof Messages;
type MessageOf<Type extends MessageType = MessageType> = { [T in Type]: Messages[T] & { type: T } }[Type];

/** What is done with the messages of these types. */
export type Handlers<Type extends MessageType = MessageType> = {
  [T in Type]: (message: MessageOf<T>) => void | Promise<void>;
};

/**
 * What is done with each message of the webview. A feature adds the handlers of its own messages here, from its own
 * folder; the compiler misses those that nobody handles.
 */
export function messageHandlers(context: SessionContext): Handlers {
  return {
    ...pageHandlers(context),
    ...lookingHandlers(context),
    ...decisionHandlers(context),
    ...completionHandlers(context),
    ...severalHandlers(context),
    ...replaceHandlers(context),
  };
}

/** Does what belongs to a message. */
export async function handle<Type extends MessageType>(handlers: Handlers, message: MessageOf<Type>): Promise<void> {
  await handlers[message.type](message);
}
