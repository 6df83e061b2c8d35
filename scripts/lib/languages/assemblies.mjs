import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths.mjs';

/**
 * What the libraries of an example have, as their jsii assemblies say it.
 *
 * @typedef {object} Library or a submodule of one, which is a package of its own in every other language
 * @property {string} npm
 * @property {string} submodule its name in TypeScript; '' for the library itself
 * @property {string} version
 * @property {{ package: string, maven: { groupId: string, artifactId: string } }} java
 * @property {{ module: string, distName: string }} python
 * @property {{ path: string, name: string, rosetta: string }} go the path of the package, its name, and what jsii-rosetta writes instead
 *
 * @typedef {object} Type
 * @property {string} name
 * @property {'class' | 'enum' | 'interface' | 'struct'} kind
 * @property {Library} library
 * @property {Map<string, Reference[]>} parameters of each method: `name`, or `_name` where static; `_new` is the constructor
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
 * @property {Record<string, object>} [submodules] by their full names
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
 * @typedef {{ parameters?: { type: Reference }[], variadic?: boolean, static?: boolean }} Callable
 */

/** In the order in which a name is looked for: only `Node` is in two of them. */
const FOLDERS = ['.', 'node_modules/cdk8s', 'node_modules/cdk8s-plus-28', 'node_modules/constructs'];

/** @returns {Library[]} */
export function libraries() {
  return packages().filter(({ submodule }) => submodule === '');
}

/** @returns {Library[]} with their submodules */
export function packages() {
  return assemblies().flatMap((assembly) => packagesOf(assembly));
}

/**
 * @param {string} [typescript] the example; what is in a submodule that the example names hides what has the same name elsewhere
 * @returns {Map<string, Type>} every type that the example can name, by its name
 */
export function types(typescript = '') {
  /** @type {Map<string, Type>} */
  const found = new Map();
  const all = assemblies();
  const declared = new Map(all.flatMap((assembly) => Object.entries(assembly.types)));
  const visible = packages().filter(({ submodule }) => submodule === '' || new RegExp(`\\b${submodule}\\.`, 'u').test(typescript));
  for (const library of visible.sort((a, b) => Number(a.submodule === '') - Number(b.submodule === ''))) {
    for (const type of Object.values(all.find(({ name }) => name === library.npm)?.types ?? {})) {
      if ((type.namespace ?? '') !== library.submodule || found.has(type.name)) continue;
      const kind = type.datatype === true ? 'struct' : type.kind;
      found.set(type.name, { name: type.name, kind, library, parameters: parametersOf(type), properties: propertiesOf(type, declared) });
    }
  }
  return found;
}

/**
 * @param {Declared} type
 * @returns {Map<string, Reference[]>}
 */
function parametersOf({ initializer, methods = [] }) {
  const callable = initializer === undefined ? methods : [...methods, { ...initializer, name: 'new', static: true }];
  return new Map(callable.filter(({ variadic }) => variadic !== true).map(({ name, static: isStatic, parameters = [] }) => (
    [isStatic === true ? `_${name}` : name, parameters.map(({ type }) => type)]
  )));
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

/** @type {Assembly[] | undefined} */
let read;

/** @returns {Assembly[]} */
function assemblies() {
  read ??= FOLDERS.map((folder) => {
    /** @type {unknown} */
    const assembly = JSON.parse(readFileSync(join(ROOT, folder, '.jsii'), 'utf8'));
    return /** @type {Assembly} */ (assembly);
  });
  return read;
}

/**
 * @param {Assembly} assembly
 * @returns {Library[]} the library, and each of its submodules
 */
function packagesOf({ name, version, submodules = {}, targets: { java, python, go } }) {
  const goPackage = go.packageName ?? name.replace(/[^a-z0-9]/gu, '');
  const major = Number(version.split('.')[0]);
  const path = `${go.moduleName}/${goPackage}${major > 1 ? `/v${major}` : ''}`;
  const inside = Object.keys(submodules).map((fqn) => fqn.slice(name.length + 1)).map((submodule) => ({
    npm: name, submodule, version,
    java: { ...java, package: `${java.package}.${submodule}` }, python: { ...python, module: `${python.module}.${submodule}` },
    go: { path: `${path}/${submodule}`, name: submodule, rosetta: `${goPackage}.${submodule.replace(/^./u, (letter) => letter.toUpperCase())}` },
  }));
  return [{ npm: name, submodule: '', version, java, python, go: { path, name: goPackage, rosetta: goPackage } }, ...inside];
}
