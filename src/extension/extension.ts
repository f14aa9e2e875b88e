import * as vscode from 'vscode';
import type { EngineStatus } from '../engine/client';
import { captionFolder } from './captionFolder';
import { CaptionsEditorProvider, viewTypes } from './captionsEditorProvider';
import { chooseModel } from './chooseModel';
import { EngineService } from './engineService';
import { fineTuneCommand } from './fineTuneCommand';
import { webviewCommands } from './messages';
import { ModelLibrary } from './modelLibrary';
import { StatusBar } from './statusBar';
import { SuggestionStore } from './suggestionStore';

/** What the extension gives to other extensions, and to its own tests. */
export interface ShowtellApi {
  engineStatus(): EngineStatus;
  /** The folder of the model that suggests captions. */
  chosenModel(): string;
  /** Chooses a model by the folder of its bundle. */
  chooseModel(directory: string): Promise<void>;
}

export function activate(context: vscode.ExtensionContext): ShowtellApi {
  const log = vscode.window.createOutputChannel('Showtell', { log: true });
  const models = new ModelLibrary(context);
  const engine = new EngineService(context, models, log);
  const suggestions = new SuggestionStore(engine);
  const editors = new CaptionsEditorProvider(context.extensionUri, engine, suggestions, log);
  context.subscriptions.push(log, models, engine, suggestions, editors, new StatusBar(editors, engine));
  context.subscriptions.push(
    ...Object.values(viewTypes).map((viewType) =>
      vscode.window.registerCustomEditorProvider(viewType, editors, { supportsMultipleEditorsPerDocument: true }),
    ),
    vscode.commands.registerCommand('showtell.captionFolder', (target?: vscode.Uri) => captionFolder(target)),
    vscode.commands.registerCommand('showtell.chooseModel', () => chooseModel(models, log)),
    vscode.commands.registerCommand('showtell.fineTune', () => fineTuneCommand(editors, engine, models)),
    vscode.commands.registerCommand('showtell.showLog', () => log.show()),
    ...webviewCommands.map((command) => vscode.commands.registerCommand(`showtell.${command}`, () => editors.active?.run(command))),
  );
  return {
    engineStatus: () => engine.status,
    chosenModel: () => models.chosenDirectory,
    chooseModel: (directory) => models.choose(directory),
  };
}
