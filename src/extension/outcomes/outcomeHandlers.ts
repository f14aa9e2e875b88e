import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import type { OutcomeFromWebview, OutcomeToWebview } from './outcomeMessages';

/** Says in the editor what came of long work on its dataset, until a person has looked at it. */
export function outcomeHandlers(
  context: Pick<SessionContext<OutcomeToWebview>, 'captions' | 'outcomes' | 'disposables' | 'post'>,
): Handlers<OutcomeFromWebview> {
  const { captions, outcomes, disposables, post } = context;
  const tell = (): void => {
    const { file } = captions;
    post({ type: 'outcomes', outcomes: outcomes.of(file), learning: outcomes.learningOf(file) });
  };
  disposables.add(
    outcomes.onDidChange((dataset) => {
      if (dataset === captions.file) tell();
    }),
  );
  return {
    askOutcomes: tell,
    lookAtOutcome: ({ kind }) => outcomes.look(captions.file, kind),
    closeOutcome: ({ kind }) => outcomes.close(captions.file, kind),
  };
}
