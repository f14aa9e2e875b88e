import type { CompletionToWebview } from '../extension/completion/completionMessages';
import type { DecidingToWebview } from '../extension/deciding/decidingMessages';
import { type ToWebview } from '../extension/messages';
import type { FieldToWebview } from '../extension/fields/fieldMessages';
import type { LengthToWebview } from '../extension/captionLength/lengthMessages';
import type { LineBreakToWebview } from '../extension/lineBreaks/lineBreakMessages';
import type { OutcomeToWebview } from '../extension/outcomes/outcomeMessages';
import type { PhraseToWebview } from '../extension/phrases/phraseMessages';
import type { RenamedToWebview } from '../extension/renamed/renamedMessages';
import type { ReplaceToWebview } from '../extension/replace/replaceMessages';
import type { WebviewCommand } from '../extension/session/sessionMessages';
import type { TypingRuleToWebview } from '../extension/typingRule/typingRuleMessages';
import type { UnfamiliarToWebview } from '../extension/unfamiliar/unfamiliarMessages';
import type { UnlistedToWebview } from '../extension/unlisted/unlistedMessages';
import { send } from './base/host';
import { receiveDecoded } from './base/decodedPictures';
import { moves } from './base/moves';
import type { Receivers } from './base/receivers';
import { captionLengthFeature } from './captionLength/captionLengthFeature';
import { severalCommands } from './caption/severalCaptions';
import { completionFeature } from './completion/completionFeature';
import type { Deciding } from './deciding/deciding';
import { fieldsFeature } from './fields/fieldsFeature';
import type { Keyboard } from './keyboard/keyboard';
import { lineBreaksFeature } from './lineBreaks/lineBreaksFeature';
import { navigationCommands } from './navigation/navigationCommands';
import { outcomesFeature } from './outcomes/outcomesFeature';
import type { Page } from './page/page';
import { phrasesFeature } from './phrases/phrasesFeature';
import { renamedFeature } from './renamed/renamedFeature';
import { replaceFeature } from './replace/replaceFeature';
import { typingRuleFeature } from './typingRule/typingRuleFeature';
import { unfamiliarFeature } from './unfamiliar/unfamiliarFeature';
import { unlistedFeature } from './unlisted/unlistedFeature';

type Messages = { [Message in ToWebview as Message['type']]: Message };
type MessageType = keyof Messages;
type MessageOf<Type extends MessageType> = { [T in Type]: Messages[T] & { type: T } }[Type];

type AllReceivers = { [Type in MessageType]: (message: MessageOf<Type>) => void };

/** What the page does with commands of VS Code and messages of the extension. */
export interface Features {
  commands: Record<WebviewCommand, () => void>;
  receivers: Receivers<ToWebview>;
}

/**
 * All that the page can do. A feature adds its commands and receivers here, from its own folder, and puts its elements
 * onto the page itself; the compiler misses a command or a message that nobody takes.
 */
export function features(page: Page, deciding: Deciding, keyboard: Keyboard): Features {
  const completion = completionFeature(page, deciding, keyboard);
  const replacing = replaceFeature(page);
  const renamed = renamedFeature(page);
  const captionLength = captionLengthFeature(page);
  const phrases = phrasesFeature(page, deciding);
  const outcomes = outcomesFeature(page);
  const fields = fieldsFeature(page);
  const lineBreaks = lineBreaksFeature(page);
  const several = severalCommands(
    () => page.detail.box.flush(),
    () => page.selectedItem,
  );
  const commands = {
    ...deciding.commands,
    ...navigationCommands(page, deciding.boxedWord),
    ...completion.commands,
    ...several,
    ...replacing.commands,
    ...renamed.commands,
    ...phrases.commands,
    ...outcomes.commands,
    ...fields.commands,
    ...lineBreaks.commands,
  };
  const ofEntry = new Set([
    ...Object.keys(deciding.commands),
    ...Object.keys(several),
    ...Object.keys(phrases.commands),
    ...Object.keys(fields.commands),
  ]);
  const receivers = {
    ...pageReceivers(page, keyboard, commands, ofEntry, fields, replacing.refresh),
    ...deciding.onTheirWay.receivers,
    ...completion.receivers,
    ...replacing.receivers,
    ...unfamiliarFeature(page).receivers,
    ...unlistedFeature(page).receivers,
    ...renamed.receivers,
    ...phrases.receivers,
    ...fields.receivers,
    ...lineBreaks.receivers,
    ...captionLength.receivers,
    ...typingRuleFeature(page, deciding).receivers,
    ...outcomes.receivers,
  };
  return { commands, receivers };
}

/** Gives a message to whoever takes it. */
export function receive<Type extends MessageType>(receivers: AllReceivers, message: MessageOf<Type>): void {
  receivers[message.type](message);
}

/**
 * @param ofEntry the commands that need to know the selected entry
 * @param onReset is told when other entries are shown
 */
function pageReceivers(
  page: Page,
  { typeAhead }: Keyboard,
  commands: Features['commands'],
  ofEntry: ReadonlySet<string>,
  fields: Pick<ReturnType<typeof fieldsFeature>, 'commit' | 'lock'>,
  onReset: () => void,
) {
  const receivers: Receivers<
    Exclude<
      ToWebview,
      | DecidingToWebview
      | CompletionToWebview
      | ReplaceToWebview
      | UnfamiliarToWebview
      | UnlistedToWebview
      | RenamedToWebview
      | TypingRuleToWebview
      | PhraseToWebview
      | FieldToWebview
      | LineBreakToWebview
      | LengthToWebview
      | OutcomeToWebview
    >
  > = {
    reset: (message) => {
      page.reset(message);
      onReset();
    },
    length: (message) => page.resize(message),
    items: (message) => page.update(message),
    filterRefused: ({ problem }) => page.refuseFilter(problem),
    orderChanged: () => page.side.filters.offerOrder(),
    folders: ({ folders }) => page.side.filters.folders.offer(folders),
    nothingOpen: ({ elsewhere }) => {
      page.notice.show(elsewhere);
    },
    editable: ({ refusal }) => {
      page.banner.tellRefusal(refusal);
      page.detail.lock(refusal !== undefined);
      fields.lock(refusal !== undefined);
    },
    diskNews: ({ problem }) => page.banner.tellDiskNews(problem),
    engine: ({ engine }) => {
      page.side.header.showEngine(engine);
      page.banner.show(engine);
    },
    select: ({ index, isNew }) => {
      page.select(index);
      if (isNew) page.detail.box.editNew();
    },
    command: ({ command }) => {
      typeAhead.commandCame();
      page.whenReady(ofEntry.has(command), () => {
        commands[command]();
        send({ type: 'commandDone', command });
      });
    },
    decoded: receiveDecoded,
    movesDone: ({ id }) => moves.done(id),
    flush: ({ id }) => {
      page.detail.box.flush();
      fields.commit();
      send({ type: 'flushed', id });
    },
  };
  return receivers;
}
