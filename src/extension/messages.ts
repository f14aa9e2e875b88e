/**
 * What the custom editor and its webview say to each other: the messages of all rooms, which keep their own in a file
 * `…Messages.ts`. Both ends check every message that arrives.
 */
import * as z from 'zod/mini';
import { completionFromWebview, completionToWebview } from './completion/completionMessages';
import { decidingFromWebview, decidingToWebview } from './deciding/decidingMessages';
import { flushFromWebview, flushToWebview } from './drafts/draftMessages';
import { engineToWebview } from './engine/engineMessages';
import { entriesToWebview } from './entries/entryMessages';
import { fieldFromWebview, fieldToWebview } from './fields/fieldMessages';
import { filterFromWebview } from './filters/filterMessages';
import { lengthFromWebview, lengthToWebview } from './captionLength/lengthMessages';
import { lineBreakFromWebview, lineBreakToWebview } from './lineBreaks/lineBreakMessages';
import { navigationFromWebview, navigationToWebview } from './navigation/navigationMessages';
import { outcomeFromWebview, outcomeToWebview } from './outcomes/outcomeMessages';
import { phraseFromWebview, phraseToWebview } from './phrases/phraseMessages';
import { pictureFromWebview, pictureToWebview } from './pictures/pictureMessages';
import { diskNewsFromWebview, diskNewsToWebview } from './diskNews/diskNewsMessages';
import { renamedFromWebview, renamedToWebview } from './renamed/renamedMessages';
import { replaceFromWebview, replaceToWebview } from './replace/replaceMessages';
import { sessionFromWebview, sessionToWebview } from './session/sessionMessages';
import { severalFromWebview } from './severalCaptions/severalMessages';
import { typingFromWebview } from './typing/typingMessages';
import { typingRuleFromWebview, typingRuleToWebview } from './typingRule/typingRuleMessages';
import { unfamiliarFromWebview, unfamiliarToWebview } from './unfamiliar/unfamiliarMessages';
import { unlistedFromWebview, unlistedToWebview } from './unlisted/unlistedMessages';

export const toWebviewSchema = z.discriminatedUnion('type', [
  ...sessionToWebview,
  ...decidingToWebview,
  ...engineToWebview,
  ...entriesToWebview,
  ...navigationToWebview,
  ...flushToWebview,
  ...completionToWebview,
  ...pictureToWebview,
  ...replaceToWebview,
  ...unfamiliarToWebview,
  ...unlistedToWebview,
  ...renamedToWebview,
  ...diskNewsToWebview,
  ...typingRuleToWebview,
  ...phraseToWebview,
  ...fieldToWebview,
  ...lineBreakToWebview,
  ...lengthToWebview,
  ...outcomeToWebview,
]);
export type ToWebview = z.infer<typeof toWebviewSchema>;

export const fromWebviewSchema = z.discriminatedUnion('type', [
  ...sessionFromWebview,
  ...navigationFromWebview,
  ...filterFromWebview,
  ...typingFromWebview,
  ...flushFromWebview,
  ...decidingFromWebview,
  ...severalFromWebview,
  ...completionFromWebview,
  ...pictureFromWebview,
  ...replaceFromWebview,
  ...unfamiliarFromWebview,
  ...renamedFromWebview,
  ...diskNewsFromWebview,
  ...typingRuleFromWebview,
  ...phraseFromWebview,
  ...fieldFromWebview,
  ...lineBreakFromWebview,
  ...lengthFromWebview,
  ...outcomeFromWebview,
  ...unlistedFromWebview,
]);
export type FromWebview = z.infer<typeof fromWebviewSchema>;

/** Messages of the webview that may lead to another entry: until they are answered, nothing is typed. */
const moving: readonly FromWebview['type'][] = [
  'findUndecided',
  'skip',
  'addCaption',
  'removeCaption',
  'moveCaption',
  'undo',
  'redo',
];

/** Messages of the webview that change what stands of an entry: what is taken back next is one of these. */
const changing: readonly FromWebview['type'][] = [
  'accept',
  'edit',
  'clear',
  'exclude',
  'addCaption',
  'removeCaption',
  'moveCaption',
  'undo',
  'redo',
];

/** Whether a message of the webview changes what stands of an entry. */
export function mayChange({ type }: FromWebview): boolean {
  return changing.includes(type);
}

/** Whether a message of the webview may lead to another entry. */
export function mayMove({ type }: FromWebview): boolean {
  return moving.includes(type);
}
