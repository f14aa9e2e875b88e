const { rmSync } = require('node:fs');
const { createServer } = require('node:http');
const os = require('node:os');
const path = require('node:path');
const vscode = require('vscode');

/** What a test can ask for, beside VS Code's commands. */
const requests = {
  /** As a key does: a command that asks something is done only when it is answered. */
  run: async ({ command, args }) => {
    vscode.commands.executeCommand(command, ...args.map(toUri)).then(undefined, console.error);
  },
  /** Gives what the settings were before. */
  configure: async ({ settings }) => {
    const configuration = vscode.workspace.getConfiguration();
    const before = Object.keys(settings).map((key) => [key, configuration.inspect(key)?.globalValue ?? null]);
    for (const [key, value] of Object.entries(settings))
      await configuration.update(key, value ?? undefined, vscode.ConfigurationTarget.Global);
    return Object.fromEntries(before);
  },
  clear: async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.commands.executeCommand('workbench.action.joinAllGroups');
    // Nobody is asked whether something shall be saved.
    while (openTabs().length > 0) {
      const count = openTabs().length;
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      if (openTabs().length === count) await vscode.window.tabGroups.close(openTabs()[0]);
    }
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.view.explorer');
  },
};

const openTabs = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);

const toUri = (value) => (typeof value?.file === 'string' ? vscode.Uri.file(value.file) : value);

/** Listens at a socket in the workbench's temporary folder; after a reload the new extension host takes it over. */
exports.activate = ({ subscriptions }) => {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', async () => {
      try {
        const { kind, ...asked } = JSON.parse(body);
        response.end(JSON.stringify((await requests[kind](asked)) ?? {}));
      } catch (error) {
        response.writeHead(500).end(String(error?.stack ?? error));
      }
    });
  });
  const socket = path.join(os.tmpdir(), 'steering.sock');
  rmSync(socket, { force: true });
  server.listen(socket);
  subscriptions.push({ dispose: () => server.close() });
};
