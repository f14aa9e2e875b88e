import * as vscode from 'vscode';
import { plainParagraphs, plainText } from './plainText';

export interface StatusText {
  /** The name of one of VS Code's icons, with its modifier: “sync~spin”. */
  icon: string;
  text: string;
  /** In paragraphs. */
  tooltip?: readonly string[];
  /** Whether something is wrong. */
  warns?: boolean;
}

/** An item of the status bar. Its text may hold the names of models: only the icon is one. */
export class StatusItem implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;

  /** @param name of the item, in the status bar's menu */
  constructor(id: string, priority: number, name: string, command: string) {
    this.item = vscode.window.createStatusBarItem(`showtell.${id}`, vscode.StatusBarAlignment.Right, priority);
    this.item.name = name;
    this.item.command = `showtell.${command}`;
  }

  show({ icon, text, tooltip, warns = false }: StatusText): void {
    this.item.text = `$(${icon}) ${plainText(text)}`;
    this.item.tooltip = tooltip === undefined ? undefined : plainParagraphs(tooltip);
    this.item.backgroundColor = warns ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.item.show();
  }

  hide(): void {
    this.item.hide();
  }

  dispose(): void {
    this.item.dispose();
  }
}
