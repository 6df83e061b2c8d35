import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths.mjs';

/**
 * What the libraries of an example have, as their jsii assemblies say it.
 *
 * @typedef {object} Library
 * @property {string} npm
 * @property {string} version
 * @property {{ package: string, maven: { groupId: string, artifactId: string } }} java
 * @property {{ module: string, distName: string }} python
 * @property {{ path: string, name: string }} go the module, with its version suffix, and the package
 *
 * @typedef {object} Type
 * @property {string} name
 * @property {'class' | 'enum' | 'interface' | 'struct'} kind
 * @property {Library} library
 * @property {Map<string, number>} parameters how many each method has: `name`, or `_name` where static; `_new` is the constructor
 * @property {Map<string, Reference>} properties with those that it inherits from interfaces
 *
 * @typedef {object} Reference
 * @property {string} [primitive]
 * @property {string} [fqn]
 * @property {{ kind: 'array' | 'map', elementtype: Reference }} [collection]
 *
 * @typedef {object} Assembly
 * @property {string} name
 * @property {string} version
 * @property {{ java: Library['java'], python: Library['python'], go: { moduleName: string, packageName?: string } }} targets
 * @property {Record<string, Declared>} types
 *
 * @typedef {object} Declared
 * @property {string} name
 * @property {string} [namespace]
 * @property {'class' | 'enum' | 'interface'} kind
 * @property {boolean} [datatype]
 * @property {string[]} [interfaces]
 * @property {{ name: string, type: Reference }[]} [properties]
 * @property {Callable} [initializer]
 * @property {(Callable & { name: string })[]} [methods]
 *
 * @typedef {{ parameters?: unknown[], variadic?: boolean, static?: boolean }} Callable
 */

/** In the order in which a name is looked for: only `Node` is in two of them. */
const FOLDERS = ['.', 'node_modules/cdk8s', 'node_modules/cdk8s-plus-28', 'node_modules/constructs'];

/** @returns {Library[]} */
export function libraries() {
  return assemblies().map(libraryOf);
}

/** @returns {Map<string, Type>} every type that an example can name, by its name */
export function types() {
  /** @type {Map<string, Type>} */
  const found = new Map();
  const all = assemblies();
  const declared = new Map(all.flatMap((assembly) => Object.entries(assembly.types)));
  for (const assembly of all) {
    const library = libraryOf(assembly);
    for (const type of Object.values(assembly.types)) {
      if (type.namespace !== undefined || found.has(type.name)) continue;
      const kind = type.datatype === true ? 'struct' : type.kind;
      found.set(type.name, { name: type.name, kind, library, parameters: parametersOf(type), properties: propertiesOf(type, declared) });
    }
  }
  return found;
}

/**
 * @param {Declared} type
 * @returns {Map<string, number>}
 */
function parametersOf({ initializer, methods = [] }) {
  const callable = initializer === undefined ? methods : [...methods, { ...initializer, name: 'new', static: true }];
  return new Map(callable.filter(({ variadic }) => variadic !== true).map((each) => [each.static === true ? `_${each.name}` : each.name, each.parameters?.length ?? 0]));
}

/**
 * @param {Declared} type
 * @param {Map<string, Declared>} declared
 * @returns {Map<string, Reference>}
 */
function propertiesOf(type, declared) {
  const inherited = (type.interfaces ?? []).flatMap((fqn) => {
    const base = declared.get(fqn);
    return base === undefined ? [] : [...propertiesOf(base, declared)];
  });
  return new Map([...inherited, ...(type.properties ?? []).map(({ name, type: reference }) => /** @type {const} */ ([name, reference]))]);
}

/** @returns {Assembly[]} */
function assemblies() {
  return FOLDERS.map((folder) => {
    /** @type {unknown} */
    const assembly = JSON.parse(readFileSync(join(ROOT, folder, '.jsii'), 'utf8'));
    return /** @type {Assembly} */ (assembly);
  });
}

/**
 * @param {Assembly} assembly
 * @returns {Library}
 */
function libraryOf({ name, version, targets: { java, python, go } }) {
  const goPackage = go.packageName ?? name.replace(/[^a-z0-9]/gu, '');
  const major = Number(version.split('.')[0]);
  return {
    npm: name, version, java, python,
    go: { path: `${go.moduleName}/${goPackage}${major > 1 ? `/v${major}` : ''}`, name: goPackage },
  };
}
