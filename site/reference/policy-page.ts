import { POLICY_SCHEMA, type Schema } from '../../src/cli/policy/schema';
import { code, table } from './table';

/** docs/reference/policy-file.md, from the schema that reads a policy. */
export function policyPage(): string {
  const intro = 'The fields of a policy file, for `apply`, `check --policy` and kustomize. [Policies](../policy.md) has an example.\n'
    + '`cdk8s-startgate policy --schema` writes the same as a JSON Schema, for editors.';
  return `# Fields of a policy file\n\n${intro}\n\n${table(['field', 'value', 'meaning'], fieldsOf(POLICY_SCHEMA, ''))}\n`;
}

/** A row for each field; a definition is shown where it is used first. */
function fieldsOf(schema: Schema, path: string, seen = new Set<string>()): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, declared]) => {
    const field = path === '' ? name : `${path}.${name}`;
    const isRequired = schema.required?.includes(name) === true;
    const value = resolved(declared);
    const inner = value.items === undefined ? value : resolved(value.items);
    const key = JSON.stringify(inner);
    const row = [code(field), `${valueText(value)}${isRequired ? ', required' : ''}`, declared.description ?? value.description ?? ''];
    if (inner.properties === undefined || seen.has(key)) return [row];
    seen.add(key);
    return [row, ...fieldsOf(inner, value.items === undefined ? field : `${field}[]`, seen)];
  });
}

function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (POLICY_SCHEMA.definitions ?? {})[name]!;
}

function valueText(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map(code).join(', ');
  if (schema.title !== undefined) return schema.title;
  if (schema.items !== undefined) return `a list: ${valueText(resolved(schema.items))}`;
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type ?? [];
  const range = schema.minimum === undefined ? '' : `, ${schema.minimum} to ${schema.maximum ?? 'any'}`;
  return `${types.map((type) => `${/^[aio]/u.test(type) ? 'an' : 'a'} ${type}`).join(' or ')}${range}`;
}
