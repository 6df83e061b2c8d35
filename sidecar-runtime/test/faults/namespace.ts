/** How a program is called in new namespaces, by root or, where the kernel lets users make their own, by anybody. */
export function asRoot(...namespaces: readonly string[]): [string, ...string[]] {
  return ['unshare', ...(process.getuid?.() === 0 ? [] : ['--map-root-user']), ...namespaces];
}
