import * as vscode from 'vscode';
import { plainParagraphs, plainText } from './plainText';

/*
 * All messages of the extension go through here, and lint refuses VS Code's own functions elsewhere: what they are given may
 * hold the name of a file, of which VS Code would make a link.
 */

/** @returns the button that was clicked; nothing when the message was closed */
export function showInformation(text: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(plainText(text), ...buttons);
}

/** @returns the button that was clicked; nothing when the message was closed */
export function showWarning(text: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(plainText(text), ...buttons);
}

/** @returns the button that was clicked; nothing when the message was closed */
export function showError(text: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(plainText(text), ...buttons);
}

/** A question that stands before everything else. */
export interface Question {
  text: string;
  /** What it would do, in paragraphs. */
  detail: readonly string[];
  /** What the button that does it says. */
  button: string;
  /** Of what cannot be taken back. */
  warns?: boolean;
}

/** @returns whether the person said yes */
export async function agreedTo({ text, detail, button, warns = false }: Question): Promise<boolean> {
  const show = warns ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  return (await show(plainText(text), { modal: true, detail: plainParagraphs(detail) }, button)) === button;
}

/** Says something in the status bar, for ten seconds. */
export function mention(text: string): void {
  vscode.window.setStatusBarMessage(plainText(text), 10_000);
}

/** How far something is, for a person. */
export interface Progress {
  message: string;
  /** Percent of all since the last report. */
  increment: number;
}

export interface ProgressPlace {
  title: string;
  /** In the status bar, not as a notification. */
  quiet?: boolean;
}

/** Shows how far something is, with a button that cancels it. @param run may be cancelled by `abort` */
export function showProgress<Result>(
  { title, quiet = false }: ProgressPlace,
  abort: AbortController,
  run: (report: (progress: Progress) => void) => Promise<Result>,
): Thenable<Result> {
  // A click on what the status bar says shows the same notification.
  const location = quiet ? vscode.ProgressLocation.Window : vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title: plainText(title), cancellable: true }, (progress, token) => {
    token.onCancellationRequested(() => abort.abort());
    return run(({ message, increment }) => progress.report({ message: plainText(message), increment }));
  });
}
