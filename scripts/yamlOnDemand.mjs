import * as yaml from 'yaml';

/**
 * Leaves the YAML library out of a bundle, which then loads it from the file beside it when it first meets YAML.
 * Compiling the library takes longer than checking a JSON file.
 * @param {string} file the bundle of the library, seen from the bundle that uses it
 * @returns {import('esbuild').Plugin}
 */
export function yamlOnDemand(file) {
  const contents = `let library;
    for (const name of ${JSON.stringify(Object.keys(yaml))})
      Object.defineProperty(exports, name, { enumerable: true, get: () => (library ??= require(${JSON.stringify(file)}))[name] });`;
  return {
    name: 'yaml-on-demand',
    setup(build) {
      build.onResolve({ filter: /^yaml$/ }, () => ({ path: 'yaml', namespace: 'on-demand' }));
      build.onLoad({ filter: /.*/, namespace: 'on-demand' }, () => ({ contents }));
      build.onResolve({ filter: /.*/, namespace: 'on-demand' }, () => ({ path: file, external: true }));
    },
  };
}
