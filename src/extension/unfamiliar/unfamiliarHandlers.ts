import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import type { UnfamiliarFromWebview, UnfamiliarToWebview } from './unfamiliarMessages';
import { UnfamiliarNotice } from './unfamiliarNotice';

/** Tells a person that a dataset is unlike what the model knows, until they have seen it. */
export function unfamiliarHandlers(context: SessionContext<UnfamiliarToWebview>): Handlers<UnfamiliarFromWebview> {
  const notice = context.disposables.add(new UnfamiliarNotice(context));
  return {
    unfamiliarReady: () => notice.begin(),
    closeUnfamiliar: () => notice.close(),
  };
}
