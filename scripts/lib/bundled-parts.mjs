/** What the command line is made of; see docs/decisions/bundled-command-line.md. */
const PARTS = [/^src\/cli\//u, /^src\/private\/(?!construct\/)/u, /^sidecar-runtime\/src\/waiter\//u, /^node_modules\/(?:yaml|@dagrejs)\//u];

/**
 * The files of a bundle that have no place in it: cdk8s, constructs, what meets them, or a package that nobody decided on.
 *
 * @param {readonly string[]} files from the root of the repository
 * @returns {string[]}
 */
export function strangersIn(files) {
  return files.filter((file) => !PARTS.some((part) => part.test(file)));
}
