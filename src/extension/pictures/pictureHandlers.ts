import { EngineError } from '../../engine/client/client';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import type { PictureFromWebview, PictureToWebview } from './pictureMessages';

/** Shows a person the captioner's own picture of an image. */
export function pictureHandlers({
  engine,
  entries,
  post,
}: SessionContext<PictureToWebview>): Handlers<PictureFromWebview> {
  return {
    decode: async ({ uri, width }) => {
      const imagePath = entries.items.imagePathOf(uri);
      if (imagePath === undefined) return post({ type: 'decoded', uri, width });
      try {
        post({ type: 'decoded', uri, width, picture: await engine.picture({ imagePath, width }) });
      } catch (error) {
        // What is wrong with the engine is told for the whole editor, by its status.
        if (!(error instanceof EngineError)) throw error;
        post({ type: 'decoded', uri, width, problem: error.kind === 'image' ? error.message : undefined });
      }
    },
  };
}
