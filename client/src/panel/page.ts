import * as vscode from 'vscode';

/** The panel's page: a frame for its script, which may load nothing but itself and its style sheet. */
export function page(webview: vscode.Webview, dist: vscode.Uri, title: string): string {
  const script = webview.asWebviewUri(vscode.Uri.joinPath(dist, 'panel.js')).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(dist, 'panel.css')).toString();
  const nonce = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<link rel="stylesheet" href="${attribute(style)}">
<title>${attribute(title)}</title>
</head>
<body>
<div id="root"></div>
<p id="live" role="status" aria-live="polite"></p>
<script nonce="${nonce}" src="${attribute(script)}"></script>
</body>
</html>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
