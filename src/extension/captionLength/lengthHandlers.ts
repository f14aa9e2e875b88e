import { countWords } from '../../dataset/text/words';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import type { LengthFromWebview, LengthToWebview } from './lengthMessages';

/** Tells the page how long what it shows is, and how many tokens it may have. */
export function lengthHandlers(context: SessionContext<LengthToWebview>): Handlers<LengthFromWebview> {
  const { tokens } = context.captions;
  const tell = (): void => context.post({ type: 'limit', limit: tokens.limit, problem: tokens.problem });
  context.disposables.add(tokens.onDidChange(tell));
  return {
    askLimit: async () => {
      await tokens.ready();
      tell();
    },
    measure: async ({ text }) => {
      await tokens.ready();
      const characters = [...new Intl.Segmenter().segment(text)].length;
      context.post({ type: 'measured', text, characters, words: countWords(text), tokens: tokens.count(text) });
    },
  };
}
