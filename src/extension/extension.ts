import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { version } from '../../package.json';
import { reasonOf } from '../dataset/files/reason';
import { plainText } from './base/plainText';
import type { QuickSteps } from './base/quickSteps';
import { logError, tellError } from './base/tellError';
import { commandLineProgram, offerDatasetServers } from './agents/datasetServers';
import { acceptAllShown } from './batch/acceptAll';
import { copyCaption } from './batch/copyCaption';
import { showProblems, SuggestAll } from './batch/suggestAll';
import { DatasetFileSystem, newDatasetScheme } from './document/datasetFileSystem';
import { makeLineEndingsOne } from './document/lineEndingGuard';
import { SaveCheck } from './document/saveCheck';
import { DraftJournal } from './drafts/draftJournal';
import { ComparisonPanels } from './comparison/comparisonPanels';
import { captionFolder, openCaptions } from './editor/captionFolder';
import { CaptionsEditorProvider, hasTabOnScreen } from './editor/captionsEditorProvider';
import { EditorRegistrations } from './editor/editorRegistrations';
import { followRenames } from './editor/followRenames';
import { keepRenamed } from './editor/keepRenamed';
import { offerAssociation } from './editor/offerAssociation';
import { openSamples } from './editor/openSamples';
import { Places } from './editor/places';
import { OpeningGuard } from './editor/openingGuard';
import { StatusBar } from './editor/statusBar';
import { EngineService } from './engine/engineService';
import { AfterDecisions } from './fineTune/afterDecisions';
import { fineTuneCommand } from './fineTune/fineTuneCommand';
import { FineTunes } from './fineTune/fineTunes';
import { ReportPages } from './fineTune/reportPage';
import { tellFinished } from './fineTune/tellFinished';
import { captionHistoryCommand } from './history/captionHistoryCommand';
import { takeBackReplacementCommand } from './history/takeBackReplacement';
import { chooseModel } from './manageModels/chooseModel';
import { compareModels } from './manageModels/compareModels';
import { manageModels } from './manageModels/manageModels';
import { ModelActions } from './manageModels/modelActions';
import { ModelLibrary } from './models/modelLibrary';
import { DatasetStorage } from './session/datasetStorage';
import { offerRowCompletion } from './rowText/rowCompletionItems';
import { RowProblems } from './rowText/rowProblems';
import { webviewCommands } from './session/sessionMessages';
import { showtellApi, type ShowtellApi } from './showtellApi';
import { StatisticsPanels } from './statistics/statisticsPanels';
import { ConfidenceMemory } from './suggestions/confidenceMemory';
import { SuggestionStore } from './suggestions/suggestionStore';

export function activate(context: vscode.ExtensionContext): ShowtellApi {
  // What src/dataset and src/engine say here comes through the package; VS Code configures only its own.
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  const log = vscode.window.createOutputChannel('Showtell', { log: true });
  const models = new ModelLibrary(context);
  const engine = new EngineService(context.extensionUri, models, log);
  // It begins while VS Code prepares the editor, which takes as long.
  if (hasTabOnScreen()) engine.start();
  const storage = (context.storageUri ?? context.globalStorageUri).fsPath;
  const onFailure = (error: unknown): void => logError(error, log);
  const confidences = new ConfidenceMemory(path.join(storage, 'confidences'), onFailure);
  const suggestions = new SuggestionStore(engine, confidences);
  const places = new Places(context.workspaceState);
  const journal = new DraftJournal(path.join(context.globalStorageUri.fsPath, 'drafts'), onFailure);
  const datasetStorage = new DatasetStorage(storage, onFailure);
  const editors = new CaptionsEditorProvider(
    context.extensionUri,
    engine,
    suggestions,
    context.workspaceState,
    datasetStorage,
    places,
    journal,
    log,
  );
  const registrations = new EditorRegistrations(editors);
  const suggestAll = new SuggestAll(editors, suggestions, log);
  const statistics = new StatisticsPanels(context.extensionUri, editors);
  const fineTunes = new FineTunes(context, editors, models, log);
  const reports = new ReportPages(context.extensionUri, models);
  const modelActions = new ModelActions(models, reports);
  const comparisons = new ComparisonPanels(context.extensionUri, engine, models, log);
  const compare = (steps?: QuickSteps): Promise<void> => compareModels(editors, models, comparisons, steps);
  fineTunes.onDidFinish((finished) => void tellFinished(finished, editors, reports));
  reports.onDidShow((directory) => editors.outcomes.modelSeen(directory));
  editors.outcomes.onDidLook((outcome) => {
    if (outcome.kind === 'model') void reports.show(outcome.directory, outcome.name);
    else if (outcome.kind === 'batch') void showProblems();
    else log.show();
  });
  const files = new DatasetFileSystem();
  const openFolder = (target?: vscode.Uri): Promise<void> =>
    captionFolder(target, places, (document) => editors.sessionOf(document));
  const command = (name: string, run: (...args: never[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`showtell.${name}`, async (...args: never[]) => {
      try {
        return await run(...args);
      } catch (error) {
        // VS Code itself tells people.
        throw new Error(plainText(reasonOf(error)), { cause: error });
      }
    });

  context.subscriptions.push(
    log,
    models,
    engine,
    suggestions,
    places,
    journal,
    datasetStorage,
    editors,
    suggestAll,
    statistics,
    fineTunes,
    reports,
    comparisons,
    new AfterDecisions(editors, fineTunes),
    files,
    new StatusBar(editors, engine),
  );
  context.subscriptions.push(
    registrations,
    new OpeningGuard(editors, registrations),
    followRenames(
      () => editors.open,
      (renamed) =>
        void keepRenamed(renamed, { journal, storage: datasetStorage, kept: context.workspaceState }).catch(onFailure),
      onFailure,
    ),
    offerAssociation(
      context.globalState,
      (document) => editors.sessionOf(document) !== undefined,
      (document) => openCaptions(openFolder, document),
    ),
    new SaveCheck(),
    new RowProblems(),
    offerRowCompletion(),
    offerDatasetServers({
      program: commandLineProgram(context.extensionUri),
      version,
      model: () => models.chosenDirectory,
    }),
    vscode.window.registerWebviewPanelSerializer(StatisticsPanels.viewType, statistics),
    vscode.workspace.registerFileSystemProvider(newDatasetScheme, files, {
      isCaseSensitive: process.platform === 'linux',
    }),
    command('captionFolder', (target?: vscode.Uri) => openFolder(target)),
    command('openCaptions', (target?: vscode.Uri) => openCaptions(openFolder, target)),
    command('openSamples', () => openSamples(context.extensionUri, openFolder)),
    command('firstSteps', () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', 'showtell.showtell#firstSteps'),
    ),
    command('chooseModel', () => chooseModel(models, log)),
    command('useBundledModel', () => models.choose(models.bundledDirectory).catch(tellError)),
    command('restartEngine', () => engine.restart()),
    command('fineTune', () => fineTuneCommand(fineTunes).catch(tellError)),
    command('cancelFineTune', () => fineTunes.cancel()),
    command('manageModels', () => manageModels(models, modelActions, fineTunes, compare, log)),
    command('compareModels', () => compare()),
    command('suggestAll', () => suggestAll.start()),
    command('acceptAllShown', (args?: unknown) => editors.active && acceptAllShown(editors.active, suggestions, args)),
    command('copyCaption', (args?: unknown) => editors.active && copyCaption(editors.active, args)),
    command('captionHistory', () => editors.active && captionHistoryCommand(editors.active)),
    command('takeBackReplacement', () => editors.active && takeBackReplacementCommand(editors.active)),
    // The formats are read by much code, which is loaded when it is asked for.
    command('importCaptions', async (args?: unknown) => {
      const { active } = editors;
      const { importCaptions } = await import('./importing/importCommand');
      return active && importCaptions(active, args, log);
    }),
    command('exportCaptions', async (args?: unknown) => {
      const { active } = editors;
      const { exportCaptions } = await import('./exporting/exportCommand');
      return active && exportCaptions(active, args, log);
    }),
    command('addDatasetCard', async () => {
      const { active } = editors;
      const { addDatasetCard } = await import('./exporting/exportCommand');
      return active && addDatasetCard(active, log);
    }),
    command('stopSuggesting', () => suggestAll.stop()),
    command('makeLineEndingsOne', async () => {
      const captions = editors.active?.captions;
      if (captions) await makeLineEndingsOne(captions.document, captions.file);
    }),
    command('showLog', () => log.show()),
    command('showKeys', () =>
      vscode.commands.executeCommand('workbench.action.openGlobalKeybindings', '@ext:showtell.showtell'),
    ),
    command('changePhrases', () =>
      vscode.commands.executeCommand('workbench.action.openSettings', '@id:showtell.phrases'),
    ),
    command('changeFields', () =>
      vscode.commands.executeCommand('workbench.action.openSettings', '@id:showtell.fields'),
    ),
    command('showStatistics', () => statistics.show()),
    command('openAsText', () => editors.active?.openAsText()),
    command('goToUndecided', () => editors.visible?.goToUndecided()),
    ...webviewCommands.map((name) => command(name, () => editors.active?.commands.run(name))),
  );
  return showtellApi({ engine, models, editors, fineTunes, reports, modelActions });
}
