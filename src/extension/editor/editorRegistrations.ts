import * as vscode from 'vscode';
import { viewTypes, type CaptionsEditorProvider } from './captionsEditorProvider';

/** The editor, as VS Code knows it under each of its view types. */
export class EditorRegistrations implements vscode.Disposable {
  private readonly registered = new Map<string, vscode.Disposable>();

  constructor(private readonly editors: CaptionsEditorProvider) {
    for (const viewType of Object.values(viewTypes)) this.register(viewType);
  }

  dispose(): void {
    for (const registration of this.registered.values()) registration.dispose();
  }

  /**
   * Registers the editor anew, so that VS Code forgets which files it could not open with it. It forgets the documents of those that
   * it could, too: not while an editor is open.
   * @returns whether it was done
   */
  renew(viewType: string): boolean {
    if (this.editors.isInUse(viewType)) return false;
    this.registered.get(viewType)?.dispose();
    this.register(viewType);
    return true;
  }

  private register(viewType: string): void {
    const options = {
      supportsMultipleEditorsPerDocument: true,
      // Where it may be found, VS Code says by itself in a `when` whether the editor's page has the focus, and at once.
      webviewOptions: { enableFindWidget: true },
    };
    this.registered.set(viewType, vscode.window.registerCustomEditorProvider(viewType, this.editors, options));
  }
}
