import { EngineClient, type BackendChoice } from '../../engine/client/client';
import { bundledModel, enginePath } from './places';

/** How a command wants its engine. */
export interface EngineOptions {
  backend: BackendChoice;
  /** A model bundle; the one that comes with Showtell where it is not given. */
  model?: string | undefined;
  /** How many threads may decode images. */
  threads?: number | undefined;
  /** Show what the engine logs. */
  verbose: boolean;
  /** As the engine's own option. */
  onlySuggests?: boolean;
}

/** What the commands use of the engine. */
export type OpenEngine = Pick<
  EngineClient,
  'status' | 'onDidChangeStatus' | 'suggest' | 'fineTune' | 'train' | 'evaluate' | 'calibrate' | 'dispose'
>;

/** The engine as the commands get it: it starts when something is asked of it, and says which model and backend it uses. */
export function openEngine(
  { backend, model, threads, verbose, onlySuggests }: EngineOptions,
  tell: (line: string) => void,
): OpenEngine {
  const client = new EngineClient({
    enginePath: enginePath(),
    backend,
    modelDirectory: model ?? bundledModel(),
    threads,
    onlySuggests,
    log: (line) => {
      if (verbose) tell(line);
    },
  });
  client.onDidChangeStatus((status) => {
    if (status.state === 'ready' && status.model) {
      const { backend: name = 'unknown', backendReason = '' } = status;
      tell(`Model ${status.model.name}, backend ${name}. ${backendReason}`.trim());
    }
  });
  return client;
}
