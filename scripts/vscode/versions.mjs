/**
 * What the harness takes from the npm registry, pinned. `recipe` changes whenever the steps in
 * install.mjs or chromium.mjs change, so that an old cache is not mistaken for a new one.
 */
export const versions = {
  codeServer: '4.100.3',
  vsCode: '1.100.3',
  ripgrep: '1.18.0',
  chromium: '147.0.0',
  recipe: 4,
};
