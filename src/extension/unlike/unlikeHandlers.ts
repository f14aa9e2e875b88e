import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import type { UnlikeFromWebview, UnlikeToWebview } from './unlikeMessages';
import { UnlikeNotice } from './unlikeNotice';

/** Tells a person that a dataset is unlike what the model knows, until they have seen it. */
export function unlikeHandlers(context: SessionContext<UnlikeToWebview>): Handlers<UnlikeFromWebview> {
  const notice = context.disposables.add(new UnlikeNotice(context));
  return {
    unlikeReady: () => notice.begin(),
    closeUnlike: () => notice.close(),
  };
}
