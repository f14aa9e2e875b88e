import * as z from 'zod/mini';
import { wordEnds } from '../../dataset/text/words';
import { EngineError } from '../../engine/client/client';
import { settingOf } from '../base/setting';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import { proposalFor } from '../suggestions/proposalFor';
import { DecidedFeed } from './decidedFeed';
import type { CompletionFromWebview, CompletionToWebview } from './completionMessages';

const enabled = { name: 'showtell.completion.enabled', schema: z.boolean(), otherwise: true };

/** Completes what is typed in the text box, if the person has not turned that off. */
export function completionHandlers(context: SessionContext<CompletionToWebview>): Handlers<CompletionFromWebview> {
  const { captions, engine, suggestions, post, disposables } = context;
  const feed = disposables.add(new DecidedFeed(context));
  let last: AbortController | undefined;
  const propose = (request: number, typed: string, continuation: string): void => {
    const ends = wordEnds(typed + continuation).filter((end) => end > typed.length);
    post({ type: 'completion', request, continuation, wordEnds: ends });
  };
  return {
    complete: async ({ key, request, typed, instead }) => {
      last?.abort();
      const { signal } = (last = new AbortController());
      const entry = captions.index.find(key);
      const imagePath = captions.imagePath(entry);
      if (!entry || imagePath === undefined || !settingOf(enabled, captions.document.uri)) return;
      const suggested = proposalFor(entry, 0, captions, suggestions)?.text;
      // An empty box goes on with what is suggested, as it stands above the box.
      if (typed.trim() === '' && instead === undefined && suggested !== undefined)
        return propose(request, typed, suggested);
      try {
        feed.tell(entry);
        const { dataset } = feed;
        const { continuation } = await engine.complete({ imagePath, dataset, typed, instead }, signal);
        if (!signal.aborted) propose(request, typed, continuation);
      } catch (error) {
        // What has failed for the image, the model or the engine is told where the suggestion would be.
        if (!(error instanceof EngineError)) throw error;
      }
    },
  };
}
