/** What the command line is made of; see docs/decisions/bundled-command-line.md. */
const PARTS = [
  /^src\/cli\//u, /^src\/private\/(?!construct\/)/u, /^sidecar-runtime\/src\/waiter\//u,
  // the parts of a policy, which are data
  /^src\/(?:check|condition|delivery|fail-on|injected|listens-on|mechanism|on-timeout|sidecar)\.ts$/u,
  /^node_modules\/(?:yaml|@dagrejs)\//u,
  // the JSON Schema of policies, and what its validator needs
  /^node_modules\/(?:ajv|fast-deep-equal|fast-uri|json-schema-traverse)\//u,
];

/**
 * The files of a bundle that have no place in it: cdk8s, constructs, what meets them, or a package that nobody decided on.
 *
 * @param {readonly string[]} files from the root of the repository
 * @returns {string[]}
 */
export function strangersIn(files) {
  return files.filter((file) => !PARTS.some((part) => part.test(file)));
}
