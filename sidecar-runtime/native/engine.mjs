/** What stands in a table of the engine for one function or accessor of JavaScript's own objects: its name is the first argument. */
const ENTRY = /^ *JS_(CFUNC_DEF2?|CFUNC_MAGIC_DEF|CFUNC_SPECIAL_DEF|ITERATOR_NEXT_DEF|CGETSET_DEF|CGETSET_MAGIC_DEF|ALIAS_DEF|ALIAS_BASE_DEF)\( *"([A-Za-z_]\w*)"(?:, *"(\w+)")?.*\),?$/;

/**
 * The source of the engine without the functions of JavaScript's own objects that a program never names: what no table
 * leads to, the linker leaves out. The executable is smaller for it, and has less to set up at each start.
 * What the engine itself looks up by name stays, and so does what has no plain name, such as `[Symbol.iterator]`.
 *
 * @param {string} source quickjs.c
 * @param {Iterable<string>} scripts the program, whole
 */
export function leaveOutUnnamed(source, scripts) {
  const named = new Set([...source.matchAll(/\bJS_ATOM_(\w+)/g)].map(([, name]) => name));
  for (const script of scripts) for (const [name] of script.matchAll(/[A-Za-z_]\w*/g)) named.add(name);
  const lines = source.split('\n');
  // An alias is the function that it stands for.
  for (const line of lines) {
    const [, , name, meant] = ENTRY.exec(line) ?? [];
    if (meant !== undefined && named.has(name)) named.add(meant);
  }
  return lines.filter((line) => {
    const name = ENTRY.exec(line)?.[2];
    return name === undefined || named.has(name);
  }).join('\n');
}
