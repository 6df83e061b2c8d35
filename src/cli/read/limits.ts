/**
 * The limits of an input: many times larger than a cluster accepts (an object of Kubernetes may have 1.5 MiB), and small
 * enough to answer any input within 1 GiB of memory, which a test checks.
 */
export const LIMITS = {
  /** Bytes of one file. */
  fileBytes: 64 * 1024 * 1024,
  /** Characters of one YAML document: its parser takes up to 40 bytes for each. */
  yamlCharacters: 16 * 1024 * 1024,
  /** Values in one YAML document: its parser takes up to 2 KB for each. */
  yamlValues: 400_000,
  /** Values in one JSON text. */
  jsonValues: 4_000_000,
  /** Values that the aliases of one document may repeat. */
  aliasedValues: 1_000_000,
  /** Files in a folder. */
  files: 100_000,
} as const;
