import * as vscode from 'vscode';
import * as z from 'zod';

/** What a keybinding may say of a command: `"args": { "confirm": false }`. */
const argumentsSchema = z.object({ confirm: z.boolean() });

export interface Question {
  text: string;
  /** With the number of images. */
  detail: string;
  /** What the button that does it says. */
  button: string;
}

/**
 * Asks before many captions are changed.
 * @param args of the command; with `confirm: false` nothing is asked
 * @returns whether it is to be done
 */
export async function confirmed(args: unknown, { text, detail, button }: Question): Promise<boolean> {
  if (argumentsSchema.safeParse(args).data?.confirm === false) return true;
  return (await vscode.window.showInformationMessage(text, { modal: true, detail }, button)) === button;
}
