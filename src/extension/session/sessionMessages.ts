/** What the editor as a whole and its page say to each other. */
import * as z from 'zod/mini';
import { refusalSchema } from '../document/refusalMessages';
import { draftSchema } from '../drafts/draftMessages';
import { filterSchema } from '../entries/listFilterMessages';

/** Where somebody is, how they look at it, and since when (milliseconds since 1970). */
export const placeSchema = z.object({ key: z.string(), filter: z.optional(filterSchema), at: z.number() });
export type Place = z.infer<typeof placeSchema>;

export const webviewCommands = [
  'acceptAndNext',
  'saveAndNext',
  'skip',
  'search',
  'takeCandidate1',
  'takeCandidate2',
  'takeCandidate3',
  'takeCandidate4',
  'takeCandidate5',
  'toggleFocusView',
  'zoomIn',
  'zoomOut',
  'zoomToFit',
  'panLeft',
  'panRight',
  'panUp',
  'panDown',
  'next',
  'previous',
  'nextUndecided',
  'editCaption',
  'editFields',
  'insertLineBreak',
  'exclude',
  'insertPhrase1',
  'insertPhrase2',
  'insertPhrase3',
  'insertPhrase4',
  'insertPhrase5',
  'insertPhrase6',
  'insertPhrase7',
  'insertPhrase8',
  'insertPhrase9',
  'nextWord',
  'previousWord',
  'nextUnsureWord',
  'previousUnsureWord',
  'takeCompletion',
  'takeCompletionWord',
  'takeCompletionAndNext',
  'acceptUpToCaret',
  'addCaption',
  'removeCaption',
  'moveCaptionUp',
  'moveCaptionDown',
  'replaceInCaptions',
  'addTextToCaptions',
  'moveCaptionsAlong',
  'lookAtOutcome',
] as const;
export type WebviewCommand = (typeof webviewCommands)[number];

export const sessionToWebview = [
  /** A command of VS Code that is done by the page. */
  z.object({ type: z.literal('command'), command: z.enum(webviewCommands) }),
  /** The answer to `areMovesDone`. */
  z.object({ type: z.literal('movesDone'), id: z.number() }),
  /** Whether captions can be changed. */
  z.object({ type: z.literal('editable'), refusal: z.optional(refusalSchema) }),
  /** The folders of the dataset, in the order of paths, with how many entries each has; none where there is nothing to choose. */
  z.object({ type: z.literal('folders'), folders: z.array(z.object({ folder: z.string(), count: z.number() })) }),
] as const;

export const sessionFromWebview = [
  z.object({
    type: z.literal('ready'),
    /** Where the person was before the webview was thrown away, and when. */
    place: z.optional(placeSchema),
    draft: z.optional(draftSchema),
  }),
  z.object({ type: z.literal('openText'), line: z.number() }),
  z.object({
    type: z.literal('run'),
    command: z.enum([
      'chooseModel',
      'showLog',
      'useBundledModel',
      'restartEngine',
      'makeLineEndingsOne',
      'showKeys',
      'showStatistics',
      'fineTune',
      'cancelFineTune',
      'changePhrases',
      'changeFields',
      'acceptAllShown',
    ]),
  }),
  /** Takes back what was decided last, or decides it again, once all that was decided before is in the document. */
  z.object({ type: z.literal('undo') }),
  z.object({ type: z.literal('redo') }),
  /** To be answered once all is done that was asked for before and leads to another entry. */
  z.object({ type: z.literal('areMovesDone'), id: z.number() }),
  z.object({ type: z.literal('focus'), inTextBox: z.boolean() }),
  /** The page has done a command. */
  z.object({ type: z.literal('commandDone'), command: z.enum(webviewCommands) }),
  /** What waits to be typed, as it is not known yet into which caption, became another; '' once it is typed. */
  z.object({ type: z.literal('held'), text: z.string() }),
] as const;
export type SessionFromWebview = z.infer<(typeof sessionFromWebview)[number]>;
