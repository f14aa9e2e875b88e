import * as vscode from 'vscode';
import { plainText } from './plainText';

/** A line that can be chosen. */
export interface Choice {
  /** The name of one of VS Code's icons. */
  icon: string;
  label: string;
  description?: string;
  /** A second line. */
  detail?: string;
  /** What stands above it, and is about those after it, too. */
  heading?: string;
  /** It is only there to be read. */
  isInert?: boolean;
}

/**
 * Questions one after another in VS Code's quick input. Each stays until the next one has taken its place: while none is shown,
 * VS Code gives the focus back to the editor, and keys meant for the next question would be typed into a caption.
 */
export class QuickSteps implements vscode.Disposable {
  private shown: vscode.QuickInput | undefined;

  /** @returns nothing if the person leaves */
  pick<Item extends Choice>(choices: readonly Item[], placeholder: string): Promise<Item | undefined> {
    const quickPick = vscode.window.createQuickPick<vscode.QuickPickItem & { choice?: Item }>();
    const items = choices.flatMap((choice) => [...headingOf(choice), { ...pickItem(choice), choice }]);
    Object.assign(quickPick, { items, placeholder, matchOnDescription: true, matchOnDetail: true });
    return this.show(quickPick, quickPick.onDidAccept, () => {
      const choice = quickPick.selectedItems.at(0)?.choice;
      return choice?.isInert === true ? undefined : choice;
    });
  }

  /**
   * Asks for a text.
   * @param problem what is wrong with a text, if anything is
   * @returns nothing if the person leaves
   */
  ask(title: string, value: string, problem: (text: string) => string | undefined): Promise<string | undefined> {
    const box = vscode.window.createInputBox();
    Object.assign(box, { title: plainText(title), value, valueSelection: [0, value.length] });
    box.onDidChangeValue((text) => {
      const found = problem(text);
      // VS Code makes links of it, too.
      box.validationMessage = found === undefined ? undefined : plainText(found);
    });
    return this.show(box, box.onDidAccept, () => (problem(box.value) === undefined ? box.value : undefined));
  }

  dispose(): void {
    this.shown?.dispose();
    this.shown = undefined;
  }

  private async show<Answer>(
    input: vscode.QuickInput,
    onDidAccept: vscode.Event<void>,
    answerNow: () => Answer | undefined,
  ): Promise<Answer | undefined> {
    input.ignoreFocusOut = true;
    input.show();
    this.shown?.dispose();
    this.shown = input;
    return new Promise((resolve) => {
      onDidAccept(() => {
        const answer = answerNow();
        if (answer !== undefined) resolve(answer);
      });
      input.onDidHide(() => resolve(undefined));
    });
  }
}

function headingOf({ heading }: Choice): vscode.QuickPickItem[] {
  if (heading === undefined) return [];
  return [{ label: plainText(heading), kind: vscode.QuickPickItemKind.Separator }];
}

/** As VS Code takes it: only the icon is one, whatever a model is called. */
function pickItem({ icon, label, description, detail }: Choice): vscode.QuickPickItem {
  return {
    label: `$(${icon}) ${plainText(label)}`,
    description: description === undefined ? undefined : plainText(description),
    detail: detail === undefined ? undefined : `$(blank) ${plainText(detail)}`,
  };
}
