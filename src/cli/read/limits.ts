/**
 * How much is read: enough for what a cluster takes (an object of Kubernetes may have 1.5 MiB) many times over, and little
 * enough that any input is answered with the memory that Node has by itself.
 */
export const LIMITS = {
  /** Bytes of one file. */
  fileBytes: 64 * 1024 * 1024,
  /** Values that one YAML document may write down. */
  yamlValues: 1_500_000,
  /** Values that the aliases of one document may stand for. */
  aliasedValues: 1_000_000,
  /** Files that a folder may hold. */
  files: 100_000,
} as const;
