import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import type { UnlistedFromWebview, UnlistedToWebview } from './unlistedMessages';
import { UnlistedNotice } from './unlistedNotice';

/** Tells a person of images in the folder that cannot be listed, until they have seen it. */
export function unlistedHandlers(context: SessionContext<UnlistedToWebview>): Handlers<UnlistedFromWebview> {
  const notice = context.disposables.add(new UnlistedNotice(context));
  return {
    unlistedReady: () => notice.begin(),
    closeUnlisted: () => notice.close(),
  };
}
