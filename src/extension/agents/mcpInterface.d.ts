import type * as vscode from 'vscode';

/** What VS Code has since 1.101, and our oldest version does not. */
declare module 'vscode' {
  interface McpStdioServerDefinition {
    readonly label: string;
    command: string;
    args: string[];
    env: Record<string, string | number | null>;
    version?: string;
  }

  interface McpServerDefinitionProvider {
    onDidChangeMcpServerDefinitions?: vscode.Event<void>;
    provideMcpServerDefinitions(token: vscode.CancellationToken): vscode.ProviderResult<McpStdioServerDefinition[]>;
  }

  const McpStdioServerDefinition:
    | (new (
        label: string,
        command: string,
        args: string[],
        env: Record<string, string>,
        version: string,
      ) => McpStdioServerDefinition)
    | undefined;

  namespace lm {
    const registerMcpServerDefinitionProvider:
      ((id: string, provider: McpServerDefinitionProvider) => vscode.Disposable) | undefined;
  }
}
