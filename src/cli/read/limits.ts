/**
 * How much is read: enough for what a cluster takes (an object of Kubernetes may have 1.5 MiB) many times over, and little
 * enough that any input is answered within 1 GiB of memory, which a test holds.
 */
export const LIMITS = {
  /** Bytes of one file. */
  fileBytes: 64 * 1024 * 1024,
  /** Characters of one YAML document: its parser takes up to 40 bytes for each. */
  yamlCharacters: 16 * 1024 * 1024,
  /** Values that one YAML document may write down: its parser takes up to 2 KB for each. */
  yamlValues: 400_000,
  /** Values that one JSON text may write down. */
  jsonValues: 4_000_000,
  /** Values that the aliases of one document may stand for. */
  aliasedValues: 1_000_000,
  /** Files that a folder may hold. */
  files: 100_000,
} as const;
