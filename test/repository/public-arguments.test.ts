import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ARGUMENTS } from '../public-arguments';

interface Named { readonly name: string }
interface TypeReference { readonly fqn?: string; readonly collection?: { readonly elementtype: TypeReference } }
interface Parameter extends Named { readonly type: TypeReference }
interface Method extends Named { readonly parameters?: readonly Parameter[] }
interface Property extends Named { readonly type: TypeReference; readonly immutable?: boolean }
interface Type extends Named {
  readonly kind: string;
  readonly datatype?: boolean;
  readonly interfaces?: readonly string[];
  readonly initializer?: Method;
  readonly methods?: readonly Method[];
  readonly properties?: readonly Property[];
}

const { types } = JSON.parse(readFileSync(new URL('../../.jsii', import.meta.url), 'utf8')) as { types: Record<string, Type> };
const CLASSES = Object.values(types).filter(({ kind }) => kind === 'class');

function structProperties({ properties = [], interfaces = [] }: Type): Property[] {
  return [...interfaces.flatMap((name) => structProperties(types[name]!)), ...properties];
}

/** The argument itself, and each option of a struct of ours, also of structs in a list. */
function argumentsIn(place: string, type: TypeReference): string[] {
  const item = type.collection?.elementtype;
  const struct = types[item?.fqn ?? type.fqn ?? ''];
  const own = `${place})`;
  if (struct?.datatype !== true) return [own];
  const inside = structProperties(struct).flatMap((property) => argumentsIn(`${place}${item === undefined ? '' : '[]'}.${property.name}`, property.type));
  return [own, ...inside];
}

function argumentsOf(call: string, { parameters = [] }: Method): string[] {
  return parameters.flatMap(({ name, type }) => argumentsIn(`${call}(${name}`, type));
}

test('every argument of the API that is built stands in the table, and nothing else', () => {
  const all = CLASSES.flatMap(({ name, initializer, methods = [] }) => [
    ...(initializer === undefined ? [] : argumentsOf(name, initializer)),
    ...methods.flatMap((method) => argumentsOf(`${name}.${method.name}`, method)),
  ]);
  expect(Object.keys(ARGUMENTS).sort()).toEqual(all.sort());
});

test('no property of the API can be set', () => {
  expect(CLASSES.flatMap(
    ({ name, properties = [] }) => properties.filter(({ immutable }) => immutable !== true).map((property) => `${name}.${property.name}`),
  )).toEqual([]);
});
