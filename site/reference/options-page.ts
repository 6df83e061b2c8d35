import { code, page, table } from './table';

/** What jsii knows of the library: the part of its assembly that the page shows. */
export interface Assembly {
  readonly types: Readonly<Record<string, Type>>;
}

interface Docs { readonly summary?: string; readonly remarks?: string; readonly default?: string }

interface Type {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly docs?: Docs;
  readonly interfaces?: readonly string[];
  readonly initializer?: { readonly parameters?: readonly Parameter[] };
  readonly methods?: readonly Method[];
  readonly properties?: readonly Property[];
  readonly members?: readonly { readonly name: string; readonly docs?: Docs }[];
}

interface Parameter { readonly name: string; readonly optional?: boolean; readonly variadic?: boolean }

interface Method extends Parameter { readonly static?: boolean; readonly docs?: Docs; readonly parameters?: readonly Parameter[] }

interface Property extends Parameter { readonly docs?: Docs; readonly type: TypeName }

type TypeName =
  | { readonly fqn: string }
  | { readonly primitive: string }
  | { readonly collection: { readonly kind: 'array' | 'map'; readonly elementtype: TypeName } }
  | { readonly union: { readonly types: readonly TypeName[] } };

/** docs/reference/options.md, from the assembly that jsii writes of the docstrings. */
export function optionsPage({ types }: Assembly): string {
  const all = Object.values(types).sort((one, other) => one.name.localeCompare(other.name, 'en'));
  const of = (kind: Type['kind'], body: (type: Type) => string): string => all.filter((type) => type.kind === kind)
    .map((type) => [`### ${type.name}`, `${summaryOf(type.docs)} [More](../../API.md#${type.fqn}).`, body(type)].join('\n\n')).join('\n\n');
  return page('Options of the library', [
    'Every class, option and value, from the docstrings of the library. *More* leads to the remarks, errors and examples of [API.md](../../API.md).',
    'The spelling is that of TypeScript and Java: `dependsOn` is `depends_on` in Python, and `DependsOn` in Go.',
  ].join('\n'), [
    ['Classes', of('class', classTable)],
    ['Options', of('interface', (struct) => structTable(struct, types))],
    ['Values', of('enum', ({ members = [] }) => table(['value', 'what it is'], members.map(({ name, docs }) => [code(name), summaryOf(docs)])))],
  ]);
}

function classTable({ name, initializer, methods = [], properties = [] }: Type): string {
  const call = (parameters: readonly Parameter[] = []): string =>
    parameters.map((parameter) => `${parameter.variadic === true ? '...' : ''}${parameter.name}${parameter.optional === true ? '?' : ''}`).join(', ');
  const object = `${name[0]!.toLowerCase()}${name.slice(1)}`;
  return table(['member', 'what it does'], [
    ...(initializer === undefined ? [] : [[code(`new ${name}(${call(initializer.parameters)})`), 'Adds it to a scope.']]),
    ...staticFirst(methods).map((method) =>
      [code(`${method.static === true ? name : object}.${method.name}(${call(method.parameters)})`), summaryOf(method.docs)]),
    ...properties.map(({ name: property, docs }) => [code(`${object}.${property}`), summaryOf(docs)]),
  ]);
}

function staticFirst(methods: readonly Method[]): readonly Method[] {
  return [...methods].sort((one, other) => Number(other.static === true) - Number(one.static === true));
}

function structTable({ interfaces = [], properties = [] }: Type, types: Assembly['types']): string {
  const rows = properties.map(({ name, type, optional, docs }) =>
    [code(name), code(typeText(type)), optional === true ? defaultText(docs?.default) : 'required', summaryOf(docs)]);
  const inherited = interfaces.map((fqn) => types[fqn]!.name).map((name) => `[${name}](#${name.toLowerCase()})`);
  return [
    ...(rows.length === 0 ? [] : [table(['option', 'type', 'default', 'what it does'], rows)]),
    ...(inherited.length === 0 ? [] : [`With every option of ${inherited.join(' and ')}.`]),
  ].join('\n\n');
}

/** The first sentence: for jsii, a summary also ends at a semicolon. */
function summaryOf({ summary = '', remarks = '' }: Docs = {}): string {
  return summary.endsWith(';') ? `${summary} ${remarks.split('\n\n', 1)[0]!.replaceAll('\n', ' ')}` : summary;
}

/** A default is a value of the language, or words. */
function defaultText(text = ''): string {
  const words = text.replace(/^- /u, '').replaceAll('\n', ' ');
  return /^(?:\S+|\{.*\})$/u.test(words) && !words.includes('`') && words === text && words !== 'none' ? code(words) : words;
}

function typeText(type: TypeName): string {
  if ('fqn' in type) return type.fqn.split('.').slice(1).join('.');
  if ('primitive' in type) return type.primitive;
  if ('union' in type) return type.union.types.map(typeText).join(' | ');
  const element = typeText(type.collection.elementtype);
  return type.collection.kind === 'array' ? `${element}[]` : `{ [name]: ${element} }`;
}
