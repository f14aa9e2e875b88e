import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * The page that a webview starts with: no content of its own, and nothing allowed but our script, style and images.
 * @param page the name of its script and its style
 */
export function webviewHtml(webview: vscode.Webview, assets: vscode.Uri, page = 'main'): string {
  const nonce = randomBytes(16).toString('base64url');
  const asset = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(assets, name)).toString();
  const policy = [
    `default-src 'none'`,
    `img-src ${webview.cspSource}`,
    // Thumbnails are made from the images' bytes.
    `connect-src ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return /* html */ `<!DOCTYPE html>
<html lang="${languageTag(vscode.env.language)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Showtell</title>
  <link rel="stylesheet" href="${asset(`${page}.css`)}">
</head>
<body>
  <script id="texts" type="application/json">${textsAsJson()}</script>
  <script nonce="${nonce}" src="${asset(`${page}.js`)}"></script>
</body>
</html>`;
}

/** What the webview says, in the person's language; empty for English. Nothing in it can end the element. */
function textsAsJson(): string {
  const { bundle } = vscode.l10n;
  return bundle ? JSON.stringify(bundle).replaceAll('<', '\\u003c') : '';
}

function languageTag(text: string): string {
  return text.replace(/[^\w-]/g, '');
}
