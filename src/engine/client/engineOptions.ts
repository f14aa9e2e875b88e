import type { BackendChoice } from '../backends/backendChoice';

export interface EngineOptions {
  /** The bundled `dist/engine.js`. */
  enginePath: string;
  backend: BackendChoice;
  modelDirectory: string;
  log: (line: string) => void;
  /** A file of l10n/ with the texts in the person's language; English without it. */
  texts?: string;
  /** How many threads decode images and read files beside the one that computes; Node's usual number without it. */
  threads?: number | undefined;
  /** Whether everything else on the machine goes first. */
  lowPriority?: boolean;
  /** Whether nothing is trained in it: then it gives memory back as soon as it is free, which training would pay for. */
  onlySuggests?: boolean;
}

/** The environment variable that names the file of texts to the process. */
export const textsVariable = 'SHOWTELL_TEXTS';
