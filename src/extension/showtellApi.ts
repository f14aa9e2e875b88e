import type { EngineStatus, SavedReport } from '../engine/client/client';
import type { CountsView } from './document/countsMessages';
import type { CaptionsEditorProvider } from './editor/captionsEditorProvider';
import type { EngineView } from './engine/engineMessages';
import type { EngineService } from './engine/engineService';
import type { ItemView } from './entries/entryMessages';
import type { FineTunes } from './fineTune/fineTunes';
import type { ReportAnswer, ReportPages } from './fineTune/reportPage';
import type { ModelActions } from './manageModels/modelActions';
import type { ModelLibrary } from './models/modelLibrary';

/** What the extension gives to other extensions, and to its own tests. */
export interface ShowtellApi {
  engineStatus(): EngineStatus;
  /** What editors show of the engine. */
  engineView(): EngineView;
  /** The process id of the engine, while there is one. */
  enginePid(): number | undefined;
  /** The folder of the model that suggests captions. */
  chosenModel(): string;
  /** Chooses a model by the folder of its bundle. */
  chooseModel(directory: string): Promise<void>;
  /** What the webview of the active editor shows. */
  shown(): readonly ItemView[];
  /** The key of the entry that is selected in the active editor. */
  selected(): string | undefined;
  /** How far the captions of the active editor are. */
  counts(): CountsView | undefined;
  /** Why the captions of the active editor cannot be changed, as its webview says. */
  refusal(): string | undefined;
  /** How many editors show entries by now. */
  editorsShowing(): number;
  /** Does what the webview of the active editor does when it sends this message. */
  receive(message: unknown): void;
  isFineTuning(): boolean;
  /** Fine-tunes with fewer steps than the recipe's, the report that was made last, and what its buttons do. */
  fineTuneSteps(steps: number): void;
  lastReport(): { directory: string; report: SavedReport } | undefined;
  answerReport(directory: string, answer: ReportAnswer): Promise<void>;
  /** Everything that the list of models can do with one. */
  models: ModelActions;
}

/** The parts of the extension that it tells of. */
interface Parts {
  engine: EngineService;
  models: ModelLibrary;
  editors: CaptionsEditorProvider;
  fineTunes: FineTunes;
  reports: ReportPages;
  modelActions: ModelActions;
}

export function showtellApi({ engine, models, editors, fineTunes, reports, modelActions }: Parts): ShowtellApi {
  return {
    engineStatus: () => engine.status,
    engineView: () => engine.view,
    enginePid: () => engine.client.pid,
    chosenModel: () => models.chosenDirectory,
    chooseModel: (directory) => models.choose(directory),
    shown: () => editors.active?.shown ?? [],
    selected: () => editors.active?.entries.selectedKey,
    counts: () => editors.active?.counts,
    refusal: () => editors.active?.captions.gate.refusal?.reason,
    editorsShowing: () => editors.showing,
    receive: (message) => editors.active?.receive(message),
    isFineTuning: () => fineTunes.isRunning,
    fineTuneSteps: (steps) => (fineTunes.steps = steps),
    lastReport: () => fineTunes.last && { directory: fineTunes.last.model.directory, report: fineTunes.last.report },
    answerReport: (directory, answer) => reports.answer(directory, answer),
    models: modelActions,
  };
}
