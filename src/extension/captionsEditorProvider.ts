import * as vscode from 'vscode';
import { CaptionSession } from './captionSession';
import type { EngineService } from './engineService';
import type { SuggestionStore } from './suggestionStore';
import { webviewHtml } from './webviewHtml';

/** `*.captions.jsonl` opens in the editor by default; `metadata.jsonl` is other people's file name too, so there it is a choice. */
export const viewTypes = { captions: 'showtell.captions', metadata: 'showtell.metadata' } as const;

/**
 * The custom editor. The JSONL text document is the model, so that undo, save, hot exit, revert and a text editor
 * beside it are VS Code's own.
 */
export class CaptionsEditorProvider implements vscode.CustomTextEditorProvider, vscode.Disposable {
  private readonly sessions = new Set<CaptionSession>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when another editor is active, or the active one's counts changed. */
  readonly onDidChangeActive = this.changed.event;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly engine: EngineService,
    private readonly suggestions: SuggestionStore,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** The session of the editor that has the focus. */
  get active(): CaptionSession | undefined {
    return [...this.sessions].find((session) => session.panel.active);
  }

  /** The session of any editor on screen, the focused one first. */
  get visible(): CaptionSession | undefined {
    return this.active ?? [...this.sessions].find((session) => session.panel.visible);
  }

  resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    const session = new CaptionSession(panel, document, this.engine, this.suggestions, this.log);
    this.sessions.add(session);
    panel.webview.options = {
      enableScripts: true,
      enableForms: false,
      localResourceRoots: [vscode.Uri.joinPath(this.extensionUri, 'dist', 'webview'), vscode.Uri.file(session.captions.folder)],
    };
    panel.webview.html = webviewHtml(panel.webview, this.extensionUri);
    const update = (): void => {
      void vscode.commands.executeCommand('setContext', 'showtell.textBoxFocused', this.active?.textBoxFocused ?? false);
      this.changed.fire();
    };
    session.onDidChangeState(update);
    panel.onDidChangeViewState(update);
    panel.onDidDispose(() => {
      this.sessions.delete(session);
      session.dispose();
      update();
    });
    update();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
