import type { Check } from '../check';
import type { PresetProps } from '../presets/preset-props';
import { Sidecar } from '../sidecar';
import type { JsonObject } from './manifest';
import { data, IMAGE, LABEL, type OptionRule, type OptionRules, text, texts, variables } from './option';
import { restricted } from './restricted-context';

/** What a preset knows of its program, for the container and for docs/presets.md. */
export interface PresetFacts {
  /** Default name of the container. */
  readonly name: string;
  /** The program as people call it. */
  readonly title: string;
  /** Image with the default tag; undefined if no registry has it. */
  readonly image?: string;
  /** Numeric user, where the image has none, a name, or root. */
  readonly user?: number;
  readonly requests: { readonly cpu: string; readonly memory: string };
  /** What has happened when the check is healthy. */
  readonly ready: string;
  /** What the program does when the kubelet stops the container. */
  readonly stops: string;
}

/** The parts of the container that differ between presets. */
export interface PresetContainer {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: { readonly [name: string]: string };
  readonly envFrom?: readonly JsonObject[];
  /** Without names, which are one space for all containers of a Pod. */
  readonly ports?: readonly JsonObject[];
  /** What the program reads and writes outside its image. */
  readonly mounts?: readonly PresetMount[];
  readonly readyWhen: Check;
}

/** A volume and its place in the container. */
export interface PresetMount {
  /** What follows the name of the container in the name of the volume. */
  readonly suffix: string;
  readonly path: string;
  readonly readOnly?: boolean;
  /** The source of the volume as the Kubernetes API spells it. */
  readonly source: JsonObject;
}

export const PRESET_OPTIONS: OptionRules<PresetProps> = {
  name: LABEL,
  image: IMAGE,
  args: texts('a list of strings, such as ["--port=8080"]'),
  env: variables(),
  resources: json('resources as the Kubernetes API spells them, such as { limits: { cpu: "1" } }'),
  securityContext: json('fields of a security context as the Kubernetes API spells them, such as { runAsUser: 1000 }'),
};

/** An object that becomes JSON, so none of a class. */
export function json(allowed: string, holds: (value: JsonObject) => boolean = () => true): OptionRule {
  const object = data(allowed);
  // only the objects of a class have a prototype of a prototype
  const isPlain = (value: unknown): boolean => object.holds(value) && Object.getPrototypeOf(Object.getPrototypeOf(value)) === null;
  return { allowed, holds: (value) => isPlain(value) && holds(value as JsonObject) };
}

/** The name of another object of the API, for a volume or a variable. */
export function objectName(kind: string, content: string): OptionRule {
  return text(`the name of a ${kind} with ${content}, such as "proxy"`, /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/u);
}

/** Files that the program reads and never writes. */
export function configMapMount(name: string, path: string): PresetMount {
  return { suffix: 'config', path, readOnly: true, source: { configMap: { name } } };
}

/** A folder that the program writes. */
export function scratchMount(suffix: string, path: string, medium?: 'Memory'): PresetMount {
  return { suffix, path, source: { emptyDir: medium === undefined ? {} : { medium } } };
}

/**
 * A shell that writes a file and becomes the program. The arguments of the container follow the words of the program.
 *
 * @param content the file, without a single quote
 */
export function writesThenRuns(path: string, content: string, program: readonly string[]): string[] {
  return ['sh', '-ec', `printf '%s' '${content}' > ${path}; exec "$@"`, 'sh', ...program];
}

/** The sidecar of a preset: what all presets share, around what one preset adds. */
export function presetSidecar(facts: PresetFacts, props: PresetProps, own: PresetContainer): Sidecar {
  const { name = facts.name, image = facts.image, args = [], env = {} } = props;
  const mounts = own.mounts ?? [];
  const words = [...(own.args ?? []), ...args];
  const variablesOf = Object.entries({ ...own.env, ...env }).map(([key, value]) => ({ name: key, value }));
  return Sidecar.fromManifest({
    name,
    image,
    ...(own.command === undefined ? {} : { command: [...own.command] }),
    ...(words.length === 0 ? {} : { args: words }),
    ...(variablesOf.length === 0 ? {} : { env: variablesOf }),
    ...(own.envFrom === undefined ? {} : { envFrom: own.envFrom }),
    ...(own.ports === undefined ? {} : { ports: own.ports }),
    ...(mounts.length === 0 ? {} : { volumeMounts: mounts.map(({ suffix, path, readOnly }) => ({
      name: `${name}-${suffix}`, mountPath: path, ...(readOnly === undefined ? {} : { readOnly }),
    })) }),
    resources: (props.resources as JsonObject | undefined) ?? { requests: { ...facts.requests } },
    securityContext: {
      ...restricted(),
      readOnlyRootFilesystem: true,
      ...(facts.user === undefined ? {} : { runAsUser: facts.user }),
      ...(props.securityContext as JsonObject | undefined),
    },
  }, { readyWhen: own.readyWhen, volumes: mounts.map(({ suffix, source }) => ({ name: `${name}-${suffix}`, ...source })) });
}
