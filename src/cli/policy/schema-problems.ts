import Ajv, { type ErrorObject } from 'ajv';
import { valueText } from '../../private/option';
import { pathText } from '../order/reading';
import type { Path } from '../read/document';
import { POLICY_SCHEMA, type Schema } from './schema';

/** What is wrong with a part of a policy. */
export interface PolicyProblem {
  readonly path: Path;
  readonly message: string;
}

let compiled: ReturnType<Ajv['compile']> | undefined;

/** Where a value is not what the schema of policies says; none if it is. */
export function schemaProblems(value: unknown): PolicyProblem[] {
  compiled ??= new Ajv({ allErrors: true, verbose: true, strict: false }).compile(POLICY_SCHEMA);
  if (compiled(value)) return [];
  return compiled.errors!.map((error) => problemOf(error, value));
}

function problemOf({ keyword, instancePath, params, parentSchema, data }: ErrorObject, value: unknown): PolicyProblem {
  const path = pathOf(instancePath, value);
  const what = path.length === 0 ? 'a policy' : pathText(path);
  const schema = parentSchema as Schema;
  switch (keyword) {
    case 'additionalProperties': {
      const key = (params as { additionalProperty: string }).additionalProperty;
      return { path: [...path, key], message: `${what} has no field "${key}"; allowed: ${Object.keys(schema.properties!).join(', ')}` };
    }
    case 'required':
      return { path, message: `${what} must have the field "${(params as { missingProperty: string }).missingProperty}"` };
    case 'minProperties':
    case 'maxProperties': {
      const got = Object.keys(data as object);
      const all = Object.keys(schema.properties!).join(', ');
      return { path, message: `${what} must have exactly one of ${all}; got ${got.length === 0 ? 'none' : got.join(' and ')}` };
    }
    default: return { path, message: `${what} must be ${allowedText(schema)}; got ${valueText(data)}` };
  }
}

const TYPES: Readonly<Record<string, string>> = {
  object: 'an object', array: 'a list', string: 'a string', integer: 'a whole number', boolean: 'true or false',
};

function allowedText({ title, enum: members, type, minimum, maximum, minItems }: Schema): string {
  if (title !== undefined) return title;
  if (members !== undefined) return members.length === 1 ? `"${members[0]!}"` : `one of ${members.join(', ')}`;
  const name = TYPES[String(type)]!;
  if (minItems !== undefined) return `${name} with at least one item`;
  return minimum === undefined ? name : `${name} from ${minimum} to ${maximum!}`;
}

/** A JSON pointer as a path: a number where the value is a list. */
function pathOf(pointer: string, value: unknown): Path {
  let part = value;
  return pointer.split('/').slice(1).map((escaped) => {
    const key = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    const step = Array.isArray(part) ? Number(key) : key;
    part = (part as Record<string | number, unknown>)[step];
    return step;
  });
}
