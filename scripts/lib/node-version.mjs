const LOWEST = { major: 20, minor: 19 };

/**
 * Fails when this Node is older than the tools need.
 *
 * @param {string} version as in `process.versions.node`
 */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > LOWEST.major || (major === LOWEST.major && minor >= LOWEST.minor)) {
    return;
  }
  throw new Error(`Node ${LOWEST.major}.${LOWEST.minor} or newer is needed, this is "${version}": install a newer Node, then run the same command again`);
}
