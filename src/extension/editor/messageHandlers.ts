import { completionHandlers } from '../completion/completionHandlers';
import { decisionHandlers } from '../deciding/decisionHandlers';
import { diskNewsHandlers } from '../diskNews/diskNewsHandlers';
import { fieldHandlers } from '../fields/fieldHandlers';
import { filterHandlers } from '../filters/filterHandlers';
import { type FromWebview, type ToWebview } from '../messages';
import { lengthHandlers } from '../captionLength/lengthHandlers';
import { lineBreakHandlers } from '../lineBreaks/lineBreakHandlers';
import { navigationHandlers } from '../navigation/navigationHandlers';
import { outcomeHandlers } from '../outcomes/outcomeHandlers';
import { phraseHandlers } from '../phrases/phraseHandlers';
import { pictureHandlers } from '../pictures/pictureHandlers';
import { renamedHandlers } from '../renamed/renamedHandlers';
import { replaceHandlers } from '../replace/replaceHandlers';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import { severalHandlers } from '../severalCaptions/severalHandlers';
import { typingHandlers } from '../typing/typingHandlers';
import { typingRuleHandlers } from '../typingRule/typingRuleHandlers';
import { unfamiliarHandlers } from '../unfamiliar/unfamiliarHandlers';
import { unlistedHandlers } from '../unlisted/unlistedHandlers';
import { pageHandlers, type PageActions } from './pageHandlers';

type Messages = { [Message in FromWebview as Message['type']]: Message };
type MessageOf<Type extends FromWebview['type']> = { [T in Type]: Messages[T] & { type: T } }[Type];
type AllHandlers = { [Type in FromWebview['type']]: (message: MessageOf<Type>) => void | Promise<void> };

/**
 * What is done with each message of the webview. A feature adds the handlers of its own messages here, from its own
 * room; the compiler misses those that nobody handles.
 */
export function messageHandlers(context: SessionContext<ToWebview> & PageActions): Handlers<FromWebview> {
  return {
    ...pageHandlers(context),
    ...navigationHandlers(context),
    ...filterHandlers(context),
    ...typingHandlers(context),
    ...decisionHandlers(context),
    ...completionHandlers(context),
    ...severalHandlers(context),
    ...pictureHandlers(context),
    ...replaceHandlers(context),
    ...unfamiliarHandlers(context),
    ...unlistedHandlers(context),
    ...renamedHandlers(context),
    ...diskNewsHandlers(context),
    ...typingRuleHandlers(context),
    ...phraseHandlers(context),
    ...fieldHandlers(context),
    ...lineBreakHandlers(context),
    ...lengthHandlers(context),
    ...outcomeHandlers(context),
  };
}

/** Does what belongs to a message. */
export async function handle<Type extends FromWebview['type']>(
  handlers: AllHandlers,
  message: MessageOf<Type>,
): Promise<void> {
  await handlers[message.type](message);
}
