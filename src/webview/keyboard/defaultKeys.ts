import * as l10n from '@vscode/l10n';
import type { WebviewCommand } from '../../extension/session/sessionMessages';

/** A key as the extension binds it; VS Code tells nobody what a person bound instead. */
export interface DefaultKey {
  /** By VS Code's names of keys, or "…" between the first and the last of several. */
  keys: readonly string[];
  /** Where macOS has other ones. */
  onMac?: readonly string[];
  what: string;
  /** What they are bound to; nothing for a key of VS Code or of the text box itself. */
  commands: readonly (WebviewCommand | 'acceptAllShown')[];
}

function of(
  commands: DefaultKey['commands'],
  what: string,
  keys: readonly string[],
  onMac: readonly string[] = keys,
): DefaultKey {
  return { commands, what, keys, onMac };
}

const phrases = [
  'insertPhrase1',
  'insertPhrase2',
  'insertPhrase3',
  'insertPhrase4',
  'insertPhrase5',
  'insertPhrase6',
  'insertPhrase7',
  'insertPhrase8',
  'insertPhrase9',
] as const;
const candidates = ['takeCandidate1', 'takeCandidate2', 'takeCandidate3', 'takeCandidate4', 'takeCandidate5'] as const;

/** Every key that the editor has, the most needed first. */
export const defaultKeys: readonly DefaultKey[] = [
  of(['acceptAndNext'], l10n.t('Accept, next'), ['enter']),
  of(['editCaption'], l10n.t('Edit'), ['f2']),
  of([], l10n.t('Take back'), ['escape']),
  of(['takeCompletion'], l10n.t('Take completion'), ['tab']),
  of(['takeCompletionWord'], l10n.t('Take a word of it'), ['ctrl+right'], ['cmd+right']),
  of(['previous', 'next'], l10n.t('Move'), ['up', 'down']),
  of(candidates, l10n.t('Take candidate'), ['alt+1', '…', 'alt+5'], ['ctrl+1', '…', 'ctrl+5']),
  of(phrases, l10n.t('Insert phrase'), ['alt+shift+1', '…', 'alt+shift+9'], ['ctrl+shift+1', '…', 'ctrl+shift+9']),
  of(['exclude'], l10n.t('Exclude'), ['delete'], ['cmd+backspace']),
  of(['skip'], l10n.t('Skip'), ['alt+enter']),
  of(['nextUndecided'], l10n.t('Next to do'), ['alt+pagedown']),
  of(['search'], l10n.t('Search'), ['ctrl+f'], ['cmd+f']),
  of(['previousWord', 'nextWord'], l10n.t('Choose a word'), ['left', 'right']),
  of(
    ['previousUnsureWord', 'nextUnsureWord'],
    l10n.t('An unsure word'),
    ['ctrl+left', 'ctrl+right'],
    ['cmd+left', 'cmd+right'],
  ),
  of(['toggleFocusView'], l10n.t('Large image'), ['space']),
  of([], l10n.t('Undo'), ['ctrl+z'], ['cmd+z']),
  of(['saveAndNext'], l10n.t('Take the text, next'), ['ctrl+enter'], ['cmd+enter']),
  of(['takeCompletionAndNext'], l10n.t('Take completion, next'), ['shift+enter']),
  of(['acceptUpToCaret'], l10n.t('Accept up to the caret'), ['alt+shift+enter']),
  of(['insertLineBreak'], l10n.t('Line break'), ['alt+j'], ['ctrl+j']),
  of(['zoomIn', 'zoomOut', 'zoomToFit'], l10n.t('Zoom'), ['alt+=', 'alt+-', 'alt+0'], ['ctrl+=', 'ctrl+-', 'ctrl+0']),
  of(['panLeft', 'panRight', 'panUp', 'panDown'], l10n.t('Pan'), [
    'shift+left',
    'shift+right',
    'shift+up',
    'shift+down',
  ]),
  of(['addCaption'], l10n.t('Add caption'), ['ctrl+shift+enter'], ['cmd+shift+enter']),
  of(['removeCaption'], l10n.t('Remove caption'), ['ctrl+shift+k'], ['cmd+shift+k']),
  of(['moveCaptionUp', 'moveCaptionDown'], l10n.t('Move caption'), ['alt+up', 'alt+down']),
  of(['editFields'], l10n.t('Edit fields'), ['shift+f2']),
  of(['replaceInCaptions'], l10n.t('Replace'), ['ctrl+h'], ['cmd+alt+f']),
  of(['addTextToCaptions'], l10n.t('Add text'), ['ctrl+alt+h'], ['cmd+alt+h']),
  of(['lookAtOutcome'], l10n.t('Look at what came of it'), ['alt+shift+r'], ['ctrl+shift+r']),
  of(['acceptAllShown'], l10n.t('Accept all shown'), ['ctrl+alt+enter'], ['cmd+alt+enter']),
];
