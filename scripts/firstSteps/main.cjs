const vscode = require('vscode');

/**
 * Once, whatever folder is open: whoever closed them finds them in the palette.
 * @param {vscode.ExtensionContext} context
 */
exports.activate = async (context) => {
  if (context.globalState.get('shown') === true) return;
  await vscode.commands.executeCommand('showtell.firstSteps');
  await context.globalState.update('shown', true);
};
