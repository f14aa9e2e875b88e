import * as vscode from 'vscode';
import { tellError } from '../base/tellError';
import { translatedTexts, webviewHtml } from '../base/webviewHtml';
import { reasonNotToEdit } from '../document/encodingGuard';
import type { DraftJournal } from '../drafts/draftJournal';
import type { EngineService } from '../engine/engineService';
import type { DatasetStorage } from '../session/datasetStorage';
import { OutcomeLog } from '../session/outcomeLog';
import type { SuggestionStore } from '../suggestions/suggestionStore';
import { CaptionSession } from './captionSession';
import { keepLateEdits } from './lateEdits';
import type { Places } from './places';
import { offerTextEditor } from './offerTextEditor';
import { leaveUntitled } from './untitled';
import { tellLostKeys } from './tellLostKeys';

/** In milliseconds: what a page has said before it was hidden has come by then. */
const onItsWay = 500;

/**
 * `*.captions.jsonl` opens in the editor by default; `metadata.jsonl` is other people's file name too, so there it is a
 * choice. VS Code takes one priority a view type, hence two.
 */
export const viewTypes = { captions: 'showtell.captions', metadata: 'showtell.metadata' } as const;

/** Whether VS Code shows a tab of ours by now, as after the window was reloaded, though its editor may be still to come. */
export function hasTabOnScreen(): boolean {
  const ours: readonly string[] = Object.values(viewTypes);
  return vscode.window.tabGroups.all.some(
    ({ activeTab }) => activeTab?.input instanceof vscode.TabInputCustom && ours.includes(activeTab.input.viewType),
  );
}

/**
 * The custom editor. The JSONL text document is the model, so that undo, save, hot exit, revert and a text editor
 * beside it are VS Code's own.
 */
export class CaptionsEditorProvider implements vscode.CustomTextEditorProvider, vscode.Disposable {
  private readonly sessions = new Set<CaptionSession>();
  /** All that VS Code has open, also those of which the document is still being looked at. */
  private readonly panels = new Set<vscode.WebviewPanel>();
  private wasTextBoxFocused = false;
  /** What came of long work on datasets, and was not looked at yet. */
  readonly outcomes: OutcomeLog;
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when another editor is active, or the active one's counts changed. */
  readonly onDidChangeActive = this.changed.event;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly engine: EngineService,
    private readonly suggestions: SuggestionStore,
    private readonly kept: vscode.Memento,
    private readonly storage: DatasetStorage,
    private readonly places: Places,
    private readonly journal: DraftJournal,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.outcomes = new OutcomeLog(kept);
    // Another extension host may have gone while this was true.
    void vscode.commands.executeCommand('setContext', 'showtell.textBoxFocused', false);
  }

  /** The session of the editor that commands are for. */
  get active(): CaptionSession | undefined {
    return [...this.sessions].find((session) => session.panel.active);
  }

  /** The session of any editor on screen, the active one first. */
  get visible(): CaptionSession | undefined {
    return this.active ?? [...this.sessions].find((session) => session.panel.visible);
  }

  /** The sessions of all editors that are open. */
  get open(): Iterable<CaptionSession> {
    return this.sessions;
  }

  /** Whether a session's editor is still open. */
  has(session: CaptionSession | undefined): boolean {
    return session !== undefined && this.sessions.has(session);
  }

  /** How many editors show entries by now. */
  get showing(): number {
    return [...this.sessions].filter(({ shown }) => shown.length > 0).length;
  }

  /** Whether any editor of this view type is open. */
  isInUse(viewType: string): boolean {
    return [...this.panels].some((panel) => panel.viewType === viewType);
  }

  /** Whether the editor of a dataset is on screen. @param file on disk */
  shows(file: string): boolean {
    return [...this.sessions].some(({ captions, panel }) => captions.file === file && panel.visible);
  }

  /** The session of any editor that is open on a document. */
  sessionOf(document: vscode.Uri): CaptionSession | undefined {
    return [...this.sessions].find(({ captions }) => captions.document.uri.toString() === document.toString());
  }

  async resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): Promise<void> {
    this.panels.add(panel);
    panel.onDidDispose(() => this.panels.delete(panel));
    if (document.isUntitled)
      return void leaveUntitled(document, panel).catch((error: unknown) => tellError(error, this.log));
    const refusal = await reasonNotToEdit(document);
    if (refusal !== undefined) {
      // Not even a tab stays: Ctrl+S in it would write the file.
      panel.dispose();
      void offerTextEditor(refusal, document.uri);
      return;
    }
    const { engine, suggestions, kept, storage, outcomes, places, journal, log } = this;
    engine.start();
    const session = new CaptionSession(
      ...([panel, document, engine, suggestions, kept, storage, outcomes, places, journal, log] as const),
    );
    this.sessions.add(session);
    const assets = vscode.Uri.joinPath(this.extensionUri, 'dist', 'webview');
    panel.webview.options = {
      enableScripts: true,
      enableForms: false,
      localResourceRoots: [assets, vscode.Uri.file(session.captions.folder)],
    };
    const update = (): void => {
      this.tellTextBox();
      this.changed.fire();
    };
    session.onDidChangeState(update);
    const { viewType } = panel;
    const show = (): Thenable<unknown> => vscode.commands.executeCommand('vscode.openWith', document.uri, viewType);
    const tellIfHidden = (): void => {
      if (this.sessions.has(session) && !panel.visible)
        void tellLostKeys(session, { ...session.commands.takeLost(), text: '' }, show);
    };
    panel.onDidChangeViewState(() => {
      if (!panel.visible) setTimeout(tellIfHidden, onItsWay);
      update();
    });
    panel.onDidDispose(() => {
      this.sessions.delete(session);
      keepLateEdits(session, {
        isOpen: () => this.sessionOf(document.uri) !== undefined,
        show,
        tell: (error) => tellError(error, log),
      });
      void tellLostKeys(session, session.commands.takeLost(), show);
      session.dispose();
      update();
    });
    panel.webview.html = webviewHtml(panel.webview, {
      assets,
      name: 'main',
      title: 'Showtell',
      body: translatedTexts(),
    });
    update();
  }

  dispose(): void {
    this.outcomes.dispose();
    this.changed.dispose();
  }

  /** For the `when` of keybindings. */
  private tellTextBox(): void {
    const isFocused = this.active?.isTextBoxFocused ?? false;
    if (isFocused === this.wasTextBoxFocused) return;
    this.wasTextBoxFocused = isFocused;
    void vscode.commands.executeCommand('setContext', 'showtell.textBoxFocused', isFocused);
  }
}
