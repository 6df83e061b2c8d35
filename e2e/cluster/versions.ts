/** The Kubernetes versions that the suite is run on, by their short names; the first one is the default. */
export const VERSIONS: Readonly<Record<string, string>> = {
  '1.37': 'v1.37.2', '1.36': 'v1.36.5', '1.35': 'v1.35.8', '1.34': 'v1.34.4', '1.29': 'v1.29.15',
};

/** The containerd that is built for nodes with image volumes: distributions have older ones. */
export const CONTAINERD = 'v2.4.2';

export interface Version {
  /** As the module proxy knows it, for example `v1.34.4`. */
  readonly version: string;
  readonly minor: number;
}

/**
 * @param wanted a short name such as `1.29`, or a full version such as `v1.33.2`; the default version if absent
 * @throws if the version is none
 */
export function kubernetesVersion(wanted = Object.keys(VERSIONS)[0]!): Version {
  const version = VERSIONS[wanted] ?? (wanted.startsWith('v') ? wanted : `v${wanted}`);
  if (!/^v1\.\d+\.\d+$/.test(version)) {
    throw new Error(`--kubernetes must be one of ${Object.keys(VERSIONS).join(', ')}, or a full version such as 1.33.2; got "${wanted}"`);
  }
  return { version, minor: Number(version.split('.')[1]) };
}
