import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import type { PhraseFromWebview, PhraseToWebview } from './phraseMessages';
import { QuickPhrases } from './quickPhrases';

/** Tells the page which phrases have a key. */
export function phraseHandlers(context: SessionContext<PhraseToWebview>): Handlers<PhraseFromWebview> {
  const tell = (phrases: string[]): void => context.post({ type: 'phrases', phrases });
  const phrases = context.disposables.add(new QuickPhrases(context, tell));
  return {
    askPhrases: async () => {
      // Captions that are not listed yet would not be counted.
      await context.listed();
      phrases.ask();
    },
  };
}
